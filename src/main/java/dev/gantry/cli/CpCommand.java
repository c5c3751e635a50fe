package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.cli.Fleetwide.Found;
import dev.gantry.diag.OperationException;
import dev.gantry.diag.UsageException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code gantry cp}. */
final class CpCommand implements Command {
    private static final Option ALL = Option.flag("all", "Include the containers of one-off runs");
    private static final Option ARCHIVE =
            Option.flag("archive", 'a', "What goes in becomes the container's user's");
    private static final Option FOLLOW =
            Option.flag("follow-link", 'L', "Copy what a symbolic link leads to");

    /** One side of a copy; a path of this machine where the service is empty. */
    private record Side(String service, String path) {
        static Side parse(String text) {
            int colon = text.indexOf(':');
            boolean here = colon < 1 || text.startsWith("/") || text.startsWith(".");
            return here
                    ? new Side("", text)
                    : new Side(text.substring(0, colon), text.substring(colon + 1));
        }

        boolean here() {
            return service.isEmpty();
        }
    }

    @Override
    public Manual manual() {
        return new Manual(
                Verb.CP,
                "SERVICE:PATH PATH|-, or PATH|- SERVICE:PATH",
                List.of(
                        "Copies files and folders between this machine and containers, running or not.",
                        "From the first container of the service; into all of them, on all hosts. A dash",
                        "stands for a tar archive on standard output or input."),
                List.of(ALL, ARCHIVE, FOLLOW, Targets.INDEX),
                List.of(
                        new Manual.Example("gantry cp web:/var/log/app ./logs", "out"),
                        new Manual.Example("gantry cp app.conf web:/etc/app/", "in, everywhere")));
    }

    @Override
    public ExitCode run(Session session) {
        List<String> operands = session.arguments().operands();
        if (operands.size() != 2) {
            throw new UsageException(
                    "gantry cp wants what to copy, and where to", "gantry cp web:/etc/app.conf .");
        }
        Side from = Side.parse(operands.getFirst());
        Side to = Side.parse(operands.getLast());
        if (from.here() == to.here()) {
            throw new UsageException(
                    from.here()
                            ? "neither side is a container's"
                            : "copying between containers is not possible",
                    "write one side as SERVICE:PATH");
        }
        String service = from.here() ? to.service() : from.service();
        try (EngineSource engines = session.engines()) {
            Targets targets =
                    Targets.of(session, session.desired(List.of()), engines, List.of(service));
            List<Found> containers = chosen(session.arguments(), targets, service);
            if (from.here()) {
                return into(session, engines, targets, containers, from.path(), to.path());
            }
            Found one = only(containers, service);
            copying(session).out(one.calls(engines), from.path(), to.path());
            return ExitCode.DONE;
        } catch (IOException failed) {
            throw new OperationException("cannot copy: " + failed.getMessage(), "", failed);
        }
    }

    private static Copying copying(Session session) {
        return new Copying(
                session, session.arguments().has(FOLLOW), session.arguments().has(ARCHIVE));
    }

    private static List<Found> chosen(Arguments arguments, Targets targets, String service) {
        int index = arguments.number(Targets.INDEX, 1, 0);
        List<Found> chosen =
                targets.containers().stream()
                        .filter(one -> arguments.has(ALL) || !one.oneOff())
                        .filter(one -> index == 0 || one.number() == index)
                        .toList();
        if (chosen.isEmpty()) {
            throw new OperationException(
                    "service \"" + service + "\" has no such container",
                    "`gantry ps -a " + service + "` shows its containers");
        }
        return chosen;
    }

    private static Found only(List<Found> containers, String service) {
        Set<String> hosts = new LinkedHashSet<>(containers.stream().map(Found::host).toList());
        if (hosts.size() > 1) {
            throw new UsageException(
                    "service \"" + service + "\" is on " + String.join(", ", hosts),
                    "choose one: --host " + hosts.iterator().next());
        }
        return containers.getFirst();
    }

    private static ExitCode into(
            Session session,
            EngineSource engines,
            Targets targets,
            List<Found> containers,
            String from,
            String to)
            throws IOException {
        if (from.equals("-") && containers.size() > 1) {
            throw new UsageException(
                    "standard input can be copied once, and there are "
                            + containers.size()
                            + " containers",
                    "choose one with --host and --index");
        }
        for (Found one : containers) {
            copying(session).into(one.calls(engines), from, to);
        }
        return targets.exitCode();
    }
}
