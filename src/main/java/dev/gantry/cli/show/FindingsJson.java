package dev.gantry.cli.show;

import dev.gantry.check.Finding;
import dev.gantry.diag.Location;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.ArrayList;
import java.util.List;

/** What checks found, for a program; {@code docs/checks.md} has the shape. */
public final class FindingsJson {
    private FindingsJson() {}

    public static MapNode of(List<Finding> found, ProblemText.Lines lines) {
        List<Node> items = new ArrayList<>();
        int errors = 0;
        int warnings = 0;
        for (Finding one : found) {
            items.add(finding(one, lines));
            errors += !one.isAccepted() && one.isError() ? 1 : 0;
            warnings += !one.isAccepted() && !one.isError() ? 1 : 0;
        }
        return Json.object()
                .put("findings", Json.array(items))
                .put("errors", Json.of(errors))
                .put("warnings", Json.of(warnings))
                .put("accepted", Json.of(found.size() - errors - warnings))
                .build();
    }

    private static MapNode finding(Finding one, ProblemText.Lines lines) {
        Location at = one.location();
        MapNode.Builder json =
                Json.object()
                        .put("code", Json.of(one.rule().code()))
                        .put("severity", Json.of(one.isError() ? "error" : "warning"))
                        .put("file", Json.of(lines.shown(at.source())));
        if (at.line() > 0) {
            json.put("line", Json.of(at.line())).put("column", Json.of(at.column()));
        }
        json.put("deployments", Json.strings(one.deployments()))
                .put("message", Json.of(one.message()))
                .put("hint", Json.of(one.hint()))
                .put("accepted", Json.of(one.isAccepted()));
        return one.isAccepted()
                ? json.put("reason", Json.of(one.accepted())).build()
                : json.build();
    }
}
