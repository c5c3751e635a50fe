package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.cli.Fleetwide.Found;
import dev.gantry.cli.show.Table;
import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.fleet.Desired;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code gantry stats}. */
final class StatsCommand implements Command {
    private static final Option ALL =
            Option.flag("all", 'a', "Also show containers that do not run");
    private static final Option NO_STREAM = Option.flag("no-stream", "Measure once");
    private static final Option NO_TRUNC = Option.flag("no-trunc", "Print whole ids");
    private static final int SHORT_ID = 12;

    /** Cursor to the top, and everything below away. */
    private static final String AFRESH = "\u001b[H\u001b[J";

    @Override
    public Manual manual() {
        return new Manual(
                Verb.STATS,
                "[SERVICE...]",
                List.of(
                        "Measures all containers of all hosts at once, again and again until Ctrl-C; a measure",
                        "takes about two seconds. With --format json, one object a line, in the words of",
                        "`docker stats`, and Host and Service besides."),
                List.of(ALL, Form.OPTION, NO_STREAM, NO_TRUNC),
                List.of(new Manual.Example("gantry stats --no-stream", "one look")));
    }

    @Override
    public ExitCode run(Session session) {
        Form form = Form.of(session);
        Desired desired = session.desired(List.of());
        Cancellation cancellation = session.invocation().cancellation();
        try (EngineSource engines = session.engines()) {
            ExitCode code = look(session, desired, engines, form);
            while (!session.arguments().has(NO_STREAM)
                    && !cancellation.cancelled()
                    && !session.console().broken()) {
                cancellation.pause(Duration.ofMillis(200));
                code = look(session, desired, engines, form);
            }
            return cancellation.cancelled() ? ExitCode.CANCELLED : code;
        }
    }

    private static ExitCode look(
            Session session, Desired desired, EngineSource engines, Form form) {
        Arguments arguments = session.arguments();
        Targets targets = Targets.of(session, desired, engines, arguments.operands());
        List<Found> asked = arguments.has(ALL) ? targets.containers() : targets.running();
        EachContainer<MapNode> stats = EachContainer.ask(asked, one -> one.calls(engines).stats());
        int length = arguments.has(NO_TRUNC) ? Integer.MAX_VALUE : SHORT_ID;
        String text =
                switch (form) {
                    case TABLE -> table(stats, length);
                    case JSON -> lines(stats, length);
                };
        boolean screen =
                form == Form.TABLE
                        && !arguments.has(NO_STREAM)
                        && session.invocation().terminal().output()
                        && session.console().controlCodes();
        session.console().printNow((screen ? AFRESH : "") + text.stripTrailing());
        return stats.told(session.console(), targets);
    }

    private static String table(EachContainer<MapNode> stats, int length) {
        Table table =
                new Table(
                        "HOST",
                        "CONTAINER ID",
                        "NAME",
                        "CPU %",
                        "MEM USAGE / LIMIT",
                        "MEM %",
                        "NET I/O",
                        "BLOCK I/O",
                        "PIDS");
        stats.each((one, node) -> {
            Usage usage = Usage.of(Fields.of(node));
            table.row(
                    one.host(),
                    cut(one.container().id(), length),
                    one.container().name(),
                    usage.cpu(),
                    usage.memory(),
                    usage.memoryShare(),
                    usage.network(),
                    usage.block(),
                    usage.pids());
        });
        return table.text();
    }

    private static String lines(EachContainer<MapNode> stats, int length) {
        List<String> lines = new ArrayList<>();
        stats.each((one, node) -> {
            Usage usage = Usage.of(Fields.of(node));
            String id = cut(one.container().id(), length);
            lines.add(
                    JsonWriter.compact(
                            Json.object()
                                    .put("Host", Json.of(one.host()))
                                    .put("Service", Json.of(one.service()))
                                    .put("BlockIO", Json.of(usage.block()))
                                    .put("CPUPerc", Json.of(usage.cpu()))
                                    .put("Container", Json.of(id))
                                    .put("ID", Json.of(id))
                                    .put("MemPerc", Json.of(usage.memoryShare()))
                                    .put("MemUsage", Json.of(usage.memory()))
                                    .put("Name", Json.of(one.container().name()))
                                    .put("NetIO", Json.of(usage.network()))
                                    .put("PIDs", Json.of(usage.pids()))
                                    .build()));
        });
        return Form.lines(lines);
    }

    private static String cut(String id, int length) {
        return id.substring(0, Math.min(length, id.length()));
    }
}
