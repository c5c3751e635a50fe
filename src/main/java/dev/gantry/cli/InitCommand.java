package dev.gantry.cli;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.doc.JsonWriter;
import dev.gantry.engine.Endpoints;
import dev.gantry.fleet.FleetLoader;
import dev.gantry.init.Init;
import dev.gantry.init.Inventory;
import dev.gantry.init.Proposal;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code gantry init}. */
final class InitCommand implements Command {

    @Override
    public Manual manual() {
        return new Manual(
                Verb.INIT,
                "",
                List.of(
                        "Reads the Compose files of the folder and of those below it, and proposes a gantry.yaml",
                        "for them: stacks, their order, overlays and profiles with their conditions, networks.",
                        "Examples of env files become env files, with generated values for secrets. Shows it all,",
                        "asks, and writes; a file that is there is never overwritten. --dry-run shows only;",
                        "--json prints the proposal, and writes it with --yes alone."),
                List.of(),
                List.of(
                        new Manual.Example("gantry init --dry-run", "look first"),
                        new Manual.Example("gantry -C homelab init --yes", "without a question")));
    }

    @Override
    public ExitCode run(Session session) {
        Operands.atMost(0, session.arguments());
        Path directory = session.directory();
        Proposal proposal =
                Init.propose(
                        Inventory.of(directory),
                        contexts(session),
                        session.house()::slug,
                        session.invocation().clock().instant().getEpochSecond());
        if (proposal.stacks().isEmpty()) {
            proposal.notes().forEach(session.console()::problem);
            Problem none =
                    Problem.error(
                            Location.of(directory.toString()),
                            "there is no Compose file to make a fleet of here or below",
                            "run it where the Compose files are, or name the folder: gantry -C DIR init");
            throw new InputException(List.of(none));
        }
        NewFiles files = files(directory, proposal);
        boolean writes = !session.dry() && (!session.console().json() || agreed(session));
        if (!session.console().json()) {
            show(session.console(), directory, proposal, files);
        }
        List<String> written = writes ? write(session, files) : List.of();
        if (session.console().json()) {
            session.console()
                    .printLine(JsonWriter.compact(InitReport.json(proposal, directory, written)));
        }
        if (!written.isEmpty()) {
            new InitProof(session, directory).tell();
        }
        return ExitCode.DONE;
    }

    private static boolean agreed(Session session) {
        return session.arguments().has(Global.YES);
    }

    /** A Docker configuration that is broken is told, and no reason to stop. */
    private static List<String> contexts(Session session) {
        try {
            return new Endpoints(session.docker()).contexts();
        } catch (InputException broken) {
            broken.problems()
                    .forEach(one ->
                            session.console()
                                    .problem(
                                            Problem.warning(
                                                    one.location(), one.message(), one.hint())));
            return List.of();
        }
    }

    private static NewFiles files(Path directory, Proposal proposal) {
        NewFiles files = new NewFiles(directory);
        if (!hasFleet(directory)) {
            files.add(FleetLoader.FILES.getFirst(), proposal.text(), false);
        }
        proposal.envFiles().stream()
                .filter(one -> !one.exists())
                .forEach(one -> files.add(one.path(), one.text(), true));
        return files;
    }

    static boolean hasFleet(Path directory) {
        return FleetLoader.FILES.stream()
                .anyMatch(name -> Files.exists(directory.resolve(name), LinkOption.NOFOLLOW_LINKS));
    }

    private static void show(Console console, Path directory, Proposal proposal, NewFiles files) {
        proposal.notes().forEach(console::problem);
        console.print(InitReport.text(proposal, directory));
        if (files.names().isEmpty()) {
            console.say("Nothing to write: every file is there already.");
        }
    }

    private static List<String> write(Session session, NewFiles files) {
        if (files.names().isEmpty()) {
            return List.of();
        }
        Consent.ask(session, "Write " + String.join(", ", files.names()), Global.YES);
        List<String> written = new ArrayList<>(files.write());
        session.console().say("Written: " + String.join(", ", written));
        return written;
    }
}
