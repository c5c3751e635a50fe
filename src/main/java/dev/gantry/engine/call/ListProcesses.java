package dev.gantry.engine.call;

import dev.gantry.doc.Fields;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import dev.gantry.engine.ProcessTable;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code GET /containers/{id}/top}. */
public record ListProcesses(String container) implements Call<ProcessTable> {

    @Override
    public String doing() {
        return "list the processes of container " + container;
    }

    @Override
    public Request request() {
        return Request.get(Target.of("containers", container, "top").toString());
    }

    @Override
    public ProcessTable answer(Response response) throws IOException {
        Fields table = Answers.object(response);
        List<List<String>> rows = new ArrayList<>();
        if (table.node().get("Processes") instanceof ListNode processes) {
            processes.items().forEach(row -> rows.add(cells(row)));
        }
        return new ProcessTable(table.texts("Titles"), rows);
    }

    private static List<String> cells(Node row) {
        List<String> cells = new ArrayList<>();
        if (row instanceof ListNode list) {
            list.items().forEach(cell -> cells.add(cell instanceof ScalarNode it ? it.text() : ""));
        }
        return cells;
    }
}
