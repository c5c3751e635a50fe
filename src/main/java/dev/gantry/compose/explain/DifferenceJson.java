package dev.gantry.compose.explain;

import dev.gantry.compose.explain.Difference.Reason;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import java.util.List;
import java.util.function.UnaryOperator;

/** Differences for programs; {@code docs/reference/explain.md} has the shape. */
public final class DifferenceJson {
    private final String one;
    private final String other;
    private final ExplanationJson json;

    /**
     * @param one the name of the first host
     * @param shown a file as a person in the working directory would write it
     */
    public DifferenceJson(String one, String other, UnaryOperator<String> shown) {
        this.one = one;
        this.other = other;
        this.json = new ExplanationJson(shown);
    }

    public MapNode of(String stack, List<Difference> differences) {
        return Json.object()
                .put("stack", Json.of(stack))
                .put("hosts", Json.strings(List.of(one, other)))
                .put("differences", Json.array(differences.stream().map(this::of).toList()))
                .build();
    }

    private MapNode of(Difference difference) {
        return Json.object()
                .put("path", Json.of(difference.path()))
                .put(
                        "values",
                        Json.array(
                                List.of(
                                        value(one, difference.one()),
                                        value(other, difference.other()))))
                .put("why", Json.array(difference.why().stream().map(this::reason).toList()))
                .build();
    }

    private MapNode value(String host, Explanation value) {
        MapNode.Builder object = Json.object().put("host", Json.of(host));
        json.of(value).entries().forEach((key, entry) -> object.put(key, entry.value()));
        return object.build();
    }

    private MapNode reason(Reason reason) {
        return switch (reason) {
            case Reason.OfVariable it ->
                    Json.object()
                            .put("reason", Json.of("variable"))
                            .put("name", Json.of(it.one().name()))
                            .put(
                                    "values",
                                    Json.array(
                                            List.of(
                                                    json.variable(it.one()),
                                                    json.variable(it.other()))))
                            .build();
            case Reason.OfFile it ->
                    json.place(
                                    Json.object()
                                            .put("reason", Json.of("file"))
                                            .put("host", Json.of(name(it.first())))
                                            .put("loaded", Json.of(json.file(it.file()))),
                                    it.at())
                            .build();
            case Reason.OfRemoval it ->
                    Json.object()
                            .put("reason", Json.of("removal"))
                            .put("host", Json.of(name(it.first())))
                            .put("step", json.step(it.step()).build())
                            .build();
        };
    }

    private String name(boolean first) {
        return first ? one : other;
    }
}
