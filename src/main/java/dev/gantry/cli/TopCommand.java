package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.cli.Fleetwide.Found;
import dev.gantry.cli.show.Table;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.ProcessTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code gantry top}. */
final class TopCommand implements Command {

    @Override
    public Manual manual() {
        return new Manual(
                Verb.TOP,
                "[SERVICE...]",
                List.of(
                        "The processes of all running containers, in one table, as the hosts' ps has them."),
                List.of(),
                List.of(new Manual.Example("gantry top --host gpu", "what keeps a host busy")));
    }

    @Override
    public ExitCode run(Session session) {
        try (EngineSource engines = session.engines()) {
            Targets targets = Targets.of(session, engines);
            EachContainer<ProcessTable> tables =
                    EachContainer.ask(targets.running(), one -> one.calls(engines).top());
            if (session.console().json()) {
                session.console().print(Form.lines(lines(tables)));
            } else {
                session.console().print(table(tables));
            }
            return tables.told(session.console(), targets);
        }
    }

    private static List<String> lines(EachContainer<ProcessTable> tables) {
        List<String> lines = new ArrayList<>();
        tables.each((one, table) -> table.rows().forEach(row -> lines.add(line(one, table, row))));
        return lines;
    }

    private static String line(Found one, ProcessTable table, List<String> row) {
        MapNode.Builder line =
                Json.object()
                        .put("Host", Json.of(one.host()))
                        .put("Stack", Json.of(one.deployment().stack().name()))
                        .put("Service", Json.of(one.service()))
                        .put("Number", Json.of(one.number()))
                        .put("Container", Json.of(one.container().name()));
        for (int i = 0; i < row.size(); i++) {
            line.put(table.titles().get(i), Json.of(row.get(i)));
        }
        return JsonWriter.compact(line.build());
    }

    /** Hosts may have different columns: a cell that a host does not have stays empty. */
    private static String table(EachContainer<ProcessTable> tables) {
        Set<String> titles = new LinkedHashSet<>();
        tables.each((one, table) -> titles.addAll(table.titles()));
        List<String> heading = new ArrayList<>(List.of("HOST", "SERVICE", "#"));
        heading.addAll(titles);
        Table out = new Table(heading.toArray(String[]::new));
        tables.each((one, table) -> {
            for (List<String> row : table.rows()) {
                List<String> cells =
                        new ArrayList<>(
                                List.of(one.host(), one.service(), Integer.toString(one.number())));
                for (String title : titles) {
                    int at = table.titles().indexOf(title);
                    cells.add(at < 0 ? "" : row.get(at));
                }
                out.row(cells.toArray(String[]::new));
            }
        });
        return out.text();
    }
}
