package dev.gantry.cli;

import dev.gantry.diag.Problem;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.fleet.FleetLoader;
import dev.gantry.init.EnvProposal;
import dev.gantry.init.EnvProposal.Fate;
import dev.gantry.init.EnvProposal.Item;
import dev.gantry.init.Proposal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A proposal, as text and as JSON. Values of variables stand in neither. */
final class InitReport {
    private InitReport() {}

    /** The fleet file, and what becomes of each variable of the env files, by name. */
    static String text(Proposal proposal, Path directory) {
        StringBuilder out = new StringBuilder();
        boolean there = InitCommand.hasFleet(directory);
        out.append("==> ").append(FleetLoader.FILES.getFirst()).append(" <==");
        out.append(there ? " (there is one already: it stays as it is)\n" : "\n");
        out.append(proposal.text());
        for (EnvProposal one : proposal.envFiles()) {
            out.append("\n==> ").append(one.path()).append(" <== from ").append(one.from());
            if (one.exists()) {
                out.append(" (is there already: it stays as it is)\n");
            } else {
                out.append(", for its owner only\n");
                env(out, one);
            }
        }
        return out.toString();
    }

    private static void env(StringBuilder out, EnvProposal file) {
        names(out, "generated", file.items(Fate.GENERATED));
        names(out, "signed with JWT_SECRET", file.items(Fate.SIGNED));
        reasons(out, "left empty", file.items(Fate.EMPTY));
        reasons(out, "for you to set", file.items(Fate.STANDING_IN));
        int kept = file.items(Fate.KEPT).size();
        out.append("  kept as they are: ").append(kept).append('\n');
    }

    private static void names(StringBuilder out, String heading, List<Item> items) {
        if (!items.isEmpty()) {
            String names = String.join(", ", items.stream().map(Item::name).toList());
            out.append("  ").append(heading).append(": ").append(names).append('\n');
        }
    }

    private static void reasons(StringBuilder out, String heading, List<Item> items) {
        for (Item item : items) {
            out.append("  ").append(heading).append(": ").append(item.name());
            out.append(" (").append(item.reason()).append(")\n");
        }
    }

    /**
     * {@code {"fleet", "stacks": [NAME], "gantry_yaml": {"path", "exists", "text"}, "env_files":
     * [{"path", "from", "exists", "variables": [{"name", "fate", "reason"}]}], "notes":
     * [{"message", "hint", "file", "line", "column"}], "written": [PATH]}}.
     *
     * @param written what was written
     */
    static MapNode json(Proposal proposal, Path directory, List<String> written) {
        boolean there = InitCommand.hasFleet(directory) && !written.contains("gantry.yaml");
        return Json.object()
                .put("fleet", Json.of(proposal.fleet()))
                .put("stacks", Json.strings(proposal.stacks()))
                .put(
                        "gantry_yaml",
                        Json.object()
                                .put("path", Json.of(FleetLoader.FILES.getFirst()))
                                .put("exists", Json.of(there))
                                .put("text", Json.of(proposal.text()))
                                .build())
                .put(
                        "env_files",
                        Json.array(proposal.envFiles().stream().map(InitReport::envFile).toList()))
                .put("notes", Json.array(proposal.notes().stream().map(InitReport::note).toList()))
                .put("written", Json.strings(written))
                .build();
    }

    private static MapNode envFile(EnvProposal file) {
        return Json.object()
                .put("path", Json.of(file.path()))
                .put("from", Json.of(file.from()))
                .put("exists", Json.of(file.exists()))
                .put(
                        "variables",
                        Json.array(file.items().stream().map(InitReport::variable).toList()))
                .build();
    }

    private static MapNode variable(Item item) {
        String fate = item.fate().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Json.object()
                .put("name", Json.of(item.name()))
                .put("fate", Json.of(fate))
                .put("reason", Json.of(item.reason()))
                .build();
    }

    private static MapNode note(Problem note) {
        return Json.object()
                .put("message", Json.of(note.message()))
                .put("hint", Json.of(note.hint()))
                .put("file", Json.of(note.location().source()))
                .put("line", Json.of(note.location().line()))
                .put("column", Json.of(note.location().column()))
                .build();
    }
}
