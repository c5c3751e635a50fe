package dev.gantry.compose.explain;

import dev.gantry.diag.Location;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Explanations for programs; {@code docs/reference/explain.md} has the shape. */
public final class ExplanationJson {
    private final UnaryOperator<String> shown;

    /**
     * @param shown a file as a person in the working directory would write it
     */
    public ExplanationJson(UnaryOperator<String> shown) {
        this.shown = shown;
    }

    public MapNode of(String project, List<Explanation> explanations) {
        return Json.object()
                .put("project", Json.of(project))
                .put("values", Json.array(explanations.stream().map(this::of).toList()))
                .build();
    }

    MapNode of(Explanation one) {
        MapNode.Builder object =
                Json.object()
                        .put("path", Json.of(one.path()))
                        .put("present", Json.of(one.isThere()))
                        .put("value", one.value());
        place(object, one.place());
        return object.put("steps", Json.array(steps(one))).build();
    }

    private List<MapNode> steps(Explanation one) {
        return one.steps().stream().map(step -> step(step).build()).toList();
    }

    MapNode.Builder step(Step step) {
        return switch (step) {
            case Step.Wrote it ->
                    start("wrote", it, it.at(), it.value()).put("note", Json.of(it.note()));
            case Step.Filled it ->
                    start("filled", it, it.value())
                            .put("from", it.from())
                            .put(
                                    "variables",
                                    Json.array(
                                            it.variables().stream().map(this::variable).toList()));
            case Step.Brought it ->
                    start("brought", it, it.at())
                            .put("service", Json.of(it.service()))
                            .put("files", Json.strings(it.files().stream().map(shown).toList()));
            case Step.Overrode it ->
                    start("overrode", it, it.at())
                            .put("tag", Json.of(it.tag()))
                            .put("earlier", earlier(it.earlier()));
            case Step.Joined it ->
                    start("joined", it, it.at())
                            .put("earlier", place(Json.object(), it.earlier()).build());
            case Step.Became it ->
                    start("became", it, it.value())
                            .put("from", it.from())
                            .put("cause", Json.of(it.cause()));
            case Step.Added it ->
                    start("added", it, it.at(), it.value()).put("cause", Json.of(it.cause()));
            case Step.Dropped it -> start("dropped", it, it.at()).put("cause", Json.of(it.cause()));
            case Step.Noted it -> start("noted", it, it.at()).put("words", Json.of(it.words()));
        };
    }

    private static MapNode.Builder start(String deed, Step step) {
        return Json.object().put("phase", Json.of(step.phase())).put("step", Json.of(deed));
    }

    private static MapNode.Builder start(String deed, Step step, Node value) {
        return start(deed, step).put("value", value);
    }

    private MapNode.Builder start(String deed, Step step, Location at) {
        return place(start(deed, step), at);
    }

    /** What is inside a mapping or list is told by itself. */
    private MapNode.Builder start(String deed, Step step, Location at, Node value) {
        MapNode.Builder object = start(deed, step, at);
        return value instanceof ScalarNode ? object.put("value", value) : object;
    }

    private MapNode earlier(Node node) {
        return place(Json.object().put("value", node), node.location()).build();
    }

    MapNode variable(Variable variable) {
        MapNode.Builder object =
                Json.object()
                        .put("name", Json.of(variable.name()))
                        .put("state", Json.of(variable.state().name().toLowerCase(Locale.ROOT)))
                        .put("value", Json.of(variable.value()));
        return place(object, variable.place()).build();
    }

    String file(String file) {
        return shown.apply(file);
    }

    MapNode.Builder place(MapNode.Builder object, Location at) {
        if (!at.source().isEmpty()) {
            object.put("file", Json.of(shown.apply(at.source())));
        }
        if (at.line() > 0) {
            object.put("line", Json.of(at.line())).put("column", Json.of(at.column()));
        }
        return object;
    }
}
