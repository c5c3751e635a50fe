package dev.gantry.compose;

import dev.gantry.diag.Location;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import dev.gantry.doc.YamlWriter;
import java.util.List;
import java.util.TreeMap;

/** The variables that files ask for, with what they fall back to. */
final class VariableTable {
    private static final Location HERE = Location.of("the variables");
    private static final int LEAST_WIDTH = 20;
    private static final int GAP = 3;

    /** What is longer has no row any more: a value stands in the row of each around it. */
    private final Growth growth = new Growth(16 << 20);

    private final TreeMap<String, Variable> found = new TreeMap<>();

    private VariableTable() {}

    /**
     * @param fallback after {@code -}
     * @param alternate after {@code +}
     */
    private record Variable(String name, boolean required, String fallback, String alternate) {}

    static String of(MapNode model, ConfigOptions.Format format) {
        VariableTable table = new VariableTable();
        table.collect(model);
        return switch (format) {
            case USUAL -> table.text();
            case JSON ->
                    JsonWriter.pretty(
                                    table.tree("Name", "DefaultValue", "PresenceValue", "Required"))
                            + "\n";
            case YAML ->
                    YamlWriter.write(
                            table.tree("name", "defaultvalue", "presencevalue", "required"));
        };
    }

    private void collect(Node node) {
        switch (node) {
            case MapNode map -> map.values().forEach(entry -> collect(entry.value()));
            case ListNode list -> list.items().forEach(this::collect);
            case ScalarNode scalar when scalar.isString() -> collect(scalar.text());
            case ScalarNode _ -> {
                // Only strings hold variables.
            }
        }
    }

    private void collect(String text) {
        collect(text, 0, text.length(), 0);
    }

    private void collect(String text, int start, int end, int depth) {
        int from = start;
        while (from < end && depth <= Template.MAX_DEPTH) {
            int at = text.indexOf('$', from, end);
            if (at < 0) {
                return;
            }
            from = at + (text.startsWith("$$", at) ? 2 : 1);
            if (Template.isReference(text, at)) {
                try {
                    Template.Reference reference = Template.reference(text, at);
                    add(text, reference, depth);
                    from = reference.end();
                } catch (Template.TemplateException _) {
                    // Only filling it in would tell that it is malformed.
                    found.put("", new Variable("", false, "", ""));
                    return;
                }
            }
        }
    }

    private void add(String text, Template.Reference reference, int depth) {
        String operator = reference.operator();
        if (!growth.allows(reference.to() - reference.from())) {
            return;
        }
        keep(reference, text.substring(reference.from(), reference.to()));
        if (!operator.endsWith("?")) {
            collect(text, reference.from(), reference.to(), depth + 1);
        }
    }

    private void keep(Template.Reference reference, String argument) {
        String operator = reference.operator();
        found.put(
                reference.name(),
                new Variable(
                        reference.name(),
                        operator.endsWith("?"),
                        operator.endsWith("-") ? argument : "",
                        operator.endsWith("+") ? argument : ""));
    }

    private MapNode tree(String name, String fallback, String alternate, String required) {
        MapNode.Builder tree = MapNode.builder(HERE);
        for (Variable variable : found.values()) {
            tree.put(
                    variable.name(),
                    MapNode.builder(HERE)
                            .put(name, ScalarNode.string(variable.name(), HERE))
                            .put(fallback, ScalarNode.string(variable.fallback(), HERE))
                            .put(alternate, ScalarNode.string(variable.alternate(), HERE))
                            .put(required, ScalarNode.bool(variable.required(), HERE))
                            .build());
        }
        return tree.build();
    }

    private String text() {
        int name = width(4, found.keySet().stream().toList());
        int required = width(8, List.of());
        int fallback = width(13, found.values().stream().map(Variable::fallback).toList());
        StringBuilder text = new StringBuilder();
        row(text, name, "NAME", required, "REQUIRED", fallback, "DEFAULT VALUE")
                .append("ALTERNATE VALUE\n");
        for (Variable variable : found.values()) {
            row(
                            text,
                            name,
                            variable.name(),
                            required,
                            Boolean.toString(variable.required()),
                            fallback,
                            variable.fallback())
                    .append(variable.alternate())
                    .append('\n');
        }
        return text.toString();
    }

    private static StringBuilder row(
            StringBuilder out, int a, String first, int b, String second, int c, String third) {
        return cell(cell(cell(out, a, first), b, second), c, third);
    }

    private static StringBuilder cell(StringBuilder out, int width, String text) {
        return out.append(text).repeat(" ", Math.max(0, width - length(text)));
    }

    private static int width(int heading, List<String> cells) {
        int longest = heading;
        for (String cell : cells) {
            longest = Math.max(longest, length(cell));
        }
        return Math.max(LEAST_WIDTH, longest + GAP);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
