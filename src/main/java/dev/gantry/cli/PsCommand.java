package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.cli.Fleetwide.Found;
import dev.gantry.cli.show.Table;
import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.UsageException;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.engine.ContainerSummary;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.Host;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;

/** {@code gantry ps}. */
final class PsCommand implements Command {
    private static final Option ALL =
            Option.flag("all", 'a', "Also show containers that do not run");
    private static final Option FILTER =
            Option.many("filter", "status=STATE", "The same as --status");
    private static final Option NO_TRUNC = Option.flag("no-trunc", "As always: nothing is cut");
    private static final Option ORPHANS =
            Option.flag(
                    "orphans", "Include services that are in no file (as always, unless =false)");
    private static final Option QUIET = Option.flag("quiet", 'q', "Print the ids alone");
    private static final Option SERVICES = Option.flag("services", "Print the services alone");
    private static final Option STATUS =
            Option.many(
                    "status", "STATE", "Only containers in this state, such as running or exited");

    private static final List<String> STATES =
            List.of("paused", "restarting", "removing", "running", "dead", "created", "exited");

    @Override
    public Manual manual() {
        return new Manual(
                Verb.PS,
                "[SERVICE...]",
                List.of(
                        "Asks every host at once. With --format json, one object a line, in the words of",
                        "`docker compose ps`, and Host and Stack besides."),
                List.of(ALL, FILTER, Form.OPTION, NO_TRUNC, ORPHANS, QUIET, SERVICES, STATUS),
                List.of(
                        new Manual.Example("gantry ps -a", "those that have ended, too"),
                        new Manual.Example("gantry ps --host gpu -q", "for a script")));
    }

    @Override
    public ExitCode run(Session session) {
        Arguments arguments = session.arguments();
        Console console = session.console();
        Form form = Form.of(session);
        requireStates(arguments);
        try (EngineSource engines = session.engines();
                Asking<Host, List<ContainerSummary>> asking = Fleetwide.asking(engines)) {
            Consumer<Host> ask = host -> asking.ask(host.name(), host);
            Desired desired =
                    asksOfServices(arguments)
                            ? session.desired(List.of(), ask)
                            : session.named(ask);
            ServiceNames.of(arguments.operands(), desired);
            Fleetwide fleet = Fleetwide.of(desired, asking);
            List<Found> chosen =
                    fleet.containers().stream().filter(one -> wanted(one, arguments)).toList();
            console.print(text(chosen, arguments, form));
            return fleet.told(console);
        }
    }

    /** Whether it matters which services the files have. */
    private static boolean asksOfServices(Arguments arguments) {
        return !arguments.operands().isEmpty() || !arguments.isOn(ORPHANS);
    }

    private static void requireStates(Arguments arguments) {
        for (String state : states(arguments)) {
            if (!STATES.contains(state)) {
                throw new UsageException(
                        "--status does not know \"" + state + "\"", DidYouMean.hint(state, STATES));
            }
        }
    }

    private static List<String> states(Arguments arguments) {
        List<String> states = new ArrayList<>(arguments.list(STATUS));
        for (String filter : arguments.list(FILTER)) {
            if (!filter.startsWith("status=")) {
                throw new UsageException("--filter wants status=STATE, not \"" + filter + "\"", "");
            }
            states.add(filter.substring("status=".length()));
        }
        return states;
    }

    private static boolean wanted(Found one, Arguments arguments) {
        List<String> services = arguments.operands();
        List<String> states = states(arguments);
        boolean inFile = one.deployment().project().services().containsKey(one.service());
        boolean rightState =
                states.isEmpty()
                        ? arguments.has(ALL) || !ended(one)
                        : states.contains(one.container().state());
        return rightState
                && (inFile || arguments.isOn(ORPHANS))
                && (services.isEmpty() || services.contains(one.service()));
    }

    private static boolean ended(Found one) {
        return switch (one.container().state()) {
            case "exited", "created", "dead", "removing" -> true;
            default -> false;
        };
    }

    private static String text(List<Found> found, Arguments arguments, Form form) {
        if (arguments.has(QUIET)) {
            return Form.lines(found.stream().map(one -> one.container().id()).toList());
        }
        if (arguments.has(SERVICES)) {
            return Form.lines(new LinkedHashSet<>(found.stream().map(Found::service).toList()));
        }
        return switch (form) {
            case TABLE -> table(found);
            case JSON ->
                    Form.lines(found.stream().map(one -> JsonWriter.compact(json(one))).toList());
        };
    }

    private static String table(List<Found> found) {
        Table table = new Table("HOST", "STACK", "SERVICE", "NAME", "IMAGE", "STATUS", "PORTS");
        for (Found one : found) {
            table.row(
                    one.deployment().host().name(),
                    one.deployment().stack().name(),
                    one.service(),
                    one.container().name(),
                    one.container().image(),
                    one.container().status(),
                    Ports.text(one));
        }
        return table.text();
    }

    private static MapNode json(Found one) {
        ContainerSummary container = one.container();
        List<Node> publishers = new ArrayList<>();
        for (ContainerSummary.PortBinding port : container.ports()) {
            publishers.add(
                    Json.object()
                            .put("URL", Json.of(port.ip()))
                            .put("TargetPort", Json.of(port.privatePort()))
                            .put("PublishedPort", Json.of(port.publicPort()))
                            .put("Protocol", Json.of(port.protocol()))
                            .build());
        }
        return Json.object()
                .put("Host", Json.of(one.deployment().host().name()))
                .put("Stack", Json.of(one.deployment().stack().name()))
                .put("Project", Json.of(one.deployment().project().name()))
                .put("Service", Json.of(one.service()))
                .put("Name", Json.of(container.name()))
                .put("ID", Json.of(container.id()))
                .put("Image", Json.of(container.image()))
                .put("Command", Json.of(container.command()))
                .put("State", Json.of(container.state()))
                .put("Health", Json.of(container.health()))
                .put("ExitCode", Json.of(container.exitCode()))
                .put("Status", Json.of(container.status()))
                .put("Created", Json.of(container.created()))
                .put("Labels", Json.strings(container.labels()))
                .put("Publishers", Json.array(publishers))
                .build();
    }
}
