package dev.gantry.init;

import dev.gantry.compose.VariableUse;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.fleet.ProjectNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The Compose project name that each stack has today, so that what runs is adopted: what scripts
 * and pages give {@code docker compose -p}, {@code COMPOSE_PROJECT_NAME}, the file's {@code name:},
 * the folder's name, in this order.
 */
final class ProjectNaming {

    /**
     * One name.
     *
     * @param reason where it comes from
     * @param sure false for a folder's, which several stacks can have
     */
    record Named(String project, String reason, boolean sure) {}

    private final Inventory inventory;
    private final List<Problem> notes;

    ProjectNaming(Inventory inventory, List<Problem> notes) {
        this.inventory = inventory;
        this.notes = notes;
    }

    /** Stack to its project; none for a stack that takes the fleet's default. */
    Map<String, Named> names(List<Draft> drafts) {
        Map<String, Named> names = new LinkedHashMap<>();
        drafts.forEach(draft -> names.put(draft.name(), named(draft)));
        Map<String, Named> claims = Map.copyOf(names);
        Set<String> taken = new HashSet<>();
        List<Draft> inTurn = new ArrayList<>(drafts);
        inTurn.sort(Comparator.comparing(draft -> rank(draft, claims)));
        for (Draft draft : inTurn) {
            Named named = claims.getOrDefault(draft.name(), new Named("", "", false));
            boolean contested = rank(draft, claims) == 2 && claims(named.project(), claims) > 1;
            if (!ProjectNames.isValid(named.project())) {
                names.remove(draft.name());
            } else if (contested || !taken.add(named.project())) {
                names.remove(draft.name());
                notes.add(
                        Problem.warning(
                                Location.of(draft.first().path()),
                                "docker compose would call the project "
                                        + named.project()
                                        + ", as that of another stack; this one gets a name of its own",
                                "where it runs by that name, take it down with docker compose first"));
            }
        }
        return names;
    }

    /** Who said it keeps it; then the file that {@code docker compose} reads by itself. */
    private static int rank(Draft draft, Map<String, Named> names) {
        Named named = names.get(draft.name());
        if (named != null && named.sure()) {
            return 0;
        }
        return Family.isUsualName(Paths.name(draft.first().path())) ? 1 : 2;
    }

    private static long claims(String project, Map<String, Named> names) {
        return names.values().stream().filter(one -> one.project().equals(project)).count();
    }

    private Named named(Draft draft) {
        Optional<Trace> trace = trace(draft);
        if (trace.isPresent()) {
            return new Named(trace.get().project(), "-p in " + trace.get().place(), true);
        }
        Map<String, String> known = inventory.known(draft.first().folder());
        String set =
                inventory
                        .variables(Paths.below(draft.first().folder(), ".env"))
                        .getOrDefault("COMPOSE_PROJECT_NAME", "");
        if (!set.isEmpty()) {
            return new Named(set, "COMPOSE_PROJECT_NAME", true);
        }
        String written =
                draft.certain().stream()
                        .map(SourceFile::name)
                        .filter(name -> !name.isEmpty())
                        .reduce("", (_, later) -> later);
        if (!written.isEmpty()) {
            String filled = ProjectNames.normalized(VariableUse.filled(written, known));
            return new Named(filled, "name: in the Compose file", true);
        }
        String folder = draft.first().folder();
        String name = folder.isEmpty() ? rootName(inventory) : Paths.name(folder);
        return new Named(ProjectNames.normalized(name), "the folder's name", false);
    }

    /** How the folder of the fleet is called. */
    static String rootName(Inventory inventory) {
        return String.valueOf(inventory.root().toAbsolutePath().getFileName());
    }

    /** A command that starts all of the stack that always applies, and nothing else. */
    private Optional<Trace> trace(Draft draft) {
        List<String> all = draft.files().stream().map(one -> one.file().path()).toList();
        List<String> certain = draft.certain().stream().map(SourceFile::path).toList();
        return inventory.traces().stream()
                .filter(trace -> ProjectNames.isValid(trace.project()))
                .filter(trace -> {
                    List<String> files = files(trace, all);
                    return all.containsAll(files) && files.containsAll(certain);
                })
                .findFirst();
    }

    /** The files of a command from the root, or from the folder of the page that holds it. */
    static List<String> files(Trace trace, List<String> known) {
        List<String> fromRoot = trace.files().stream().map(one -> Paths.resolve("", one)).toList();
        String folder = Paths.folder(trace.place().source());
        return known.containsAll(fromRoot)
                ? fromRoot
                : trace.files().stream().map(one -> Paths.resolve(folder, one)).toList();
    }

    /** The stack with its files in the order in which a command names them. */
    Draft ordered(Draft draft) {
        Optional<Trace> trace = trace(draft);
        if (trace.isEmpty()) {
            return draft;
        }
        List<String> all = draft.files().stream().map(one -> one.file().path()).toList();
        List<String> order = files(trace.get(), all);
        List<Family.Member> files = new ArrayList<>(draft.files());
        files.sort(
                Comparator.comparingInt(one -> {
                    int at = order.indexOf(one.file().path());
                    return at < 0 ? Integer.MAX_VALUE : at;
                }));
        return draft.with(files);
    }
}
