package dev.gantry.compose;

import dev.gantry.diag.Problems;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.NodePath;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The end of the canonical form: every value gets the type and the spelling that {@link Forms}
 * gives its place, attributes their order, and what says nothing is left out.
 */
final class Typing {
    private final Problems problems;

    private Typing(Problems problems) {
        this.problems = problems;
    }

    static MapNode project(MapNode model, Problems problems) {
        return (MapNode) new Typing(problems).read(model, Forms.PROJECT, NodePath.root());
    }

    private Node read(Node node, Form form, NodePath path) {
        if (Values.isNull(node)) {
            return node;
        }
        return switch (form) {
            case Form.Struct struct when node instanceof MapNode map -> struct(map, struct, path);
            case Form.Struct _ -> wrong(node, "a mapping", path);
            case Form.ListOf list -> list(node, list, path);
            case Form.MapOf map -> map(node, map, path);
            case Form.Scalar scalar -> scalar(node, scalar, path);
        };
    }

    private Node struct(MapNode map, Form.Struct struct, NodePath path) {
        MapNode.Builder typed = MapNode.builder(map.location());
        for (Form.Field field : struct.among(map.keys())) {
            Node written = map.get(field.name());
            if (written != null && !Values.isNull(written)) {
                Node value = read(written, field.form(), path.child(field.name()));
                if (isSaid(value, field)) {
                    typed.put(field.name(), map.keyLocation(field.name()), value);
                }
            }
        }
        TreeMap<String, MapNode.Entry> extensions = new TreeMap<>();
        for (var entry : map.entries().entrySet()) {
            if (entry.getKey().startsWith("x-")) {
                extensions.put(entry.getKey(), entry.getValue());
            }
        }
        extensions.forEach((name, entry) -> typed.put(name, entry.key(), sorted(entry.value())));
        return typed.build();
    }

    private static boolean isSaid(Node value, Form.Field field) {
        return switch (field.presence()) {
            case UNLESS_ZERO, OBJECT_IN_JSON -> !isZero(value, field.form());
            case IF_SAID, ALWAYS_IN_JSON -> !Values.isNull(value);
        };
    }

    private static boolean isZero(Node node, Form form) {
        return switch (node) {
            case MapNode map -> map.isEmpty();
            case ListNode list -> list.items().isEmpty();
            case ScalarNode scalar ->
                    switch (scalar.kind()) {
                        case STRING ->
                                scalar.text().isEmpty()
                                        || (form == Form.Scalar.BYTES && scalar.text().equals("0"))
                                        || (form == Form.Scalar.DURATION
                                                && scalar.text().equals("0s"));
                        case INTEGER, FLOAT -> scalar.text().equals("0");
                        case BOOLEAN -> scalar.text().equals("false");
                        case NULL -> true;
                    };
        };
    }

    private Node list(Node node, Form.ListOf form, NodePath path) {
        List<Node> items = node instanceof ListNode list ? list.items() : List.of(node);
        List<Node> typed = new ArrayList<>(items.size());
        for (Node item : items) {
            typed.add(read(item, form.item(), path.item(typed.size())));
        }
        return ListNode.of(typed, node.location());
    }

    private Node map(Node node, Form.MapOf form, NodePath path) {
        if (!(Shorthand.mapping(node, "=") instanceof MapNode map)) {
            return wrong(node, "a mapping", path);
        }
        TreeMap<String, MapNode.Entry> sorted = new TreeMap<>(map.entries());
        MapNode.Builder typed = MapNode.builder(map.location());
        sorted.forEach((name, entry) ->
                typed.put(name, entry.key(), entry(entry.value(), form, path.child(name))));
        return typed.build();
    }

    private Node entry(Node value, Form.MapOf form, NodePath path) {
        if (Values.isNull(value)) {
            return switch (form.nulls()) {
                case KEEP -> value;
                case EMPTY_OBJECT -> MapNode.empty(value.location());
                case EMPTY_TEXT -> Values.string("", value);
            };
        }
        return read(value, form.value(), path);
    }

    private Node scalar(Node node, Form.Scalar form, NodePath path) {
        try {
            return switch (form) {
                case ANY -> sorted(node);
                case COMMAND -> Commands.words(node);
                case HEALTH_TEST -> Commands.healthTest(node);
                case HOSTS -> HostList.of(node);
                case SSH -> sshKeys(node);
                case ULIMIT ->
                        node instanceof MapNode map
                                ? ulimit(map, path)
                                : single(node, Form.Scalar.INTEGER);
                case BYTES -> size(node);
                case TEXT, BOOLEAN, INTEGER, UNSIGNED, FLOAT, DURATION, FILE_MODE, COUNT ->
                        single(node, form);
            };
        } catch (IllegalArgumentException e) {
            problems.error(node.location(), path + ": " + e.getMessage());
            return node;
        }
    }

    /** Docker Compose takes a fraction that is not a text for no size at all. */
    private Node size(Node node) {
        if (node instanceof ScalarNode scalar && scalar.kind() == ScalarNode.Kind.FLOAT) {
            problems.warning(
                    node.location(),
                    scalar.text() + " is no size: it is left out",
                    "write a whole number, or a unit, such as 1.5g");
            return Values.string("0", node);
        }
        return single(node, Form.Scalar.BYTES);
    }

    private static Node single(Node node, Form.Scalar form) {
        if (node instanceof ScalarNode scalar) {
            return Units.read(scalar, form);
        }
        throw new IllegalArgumentException(
                "a single value was expected, not " + node.kindInWords());
    }

    private Node ulimit(MapNode map, NodePath path) {
        MapNode.Builder limit = MapNode.builder(map.location());
        for (String bound : List.of("soft", "hard")) {
            Node value = map.get(bound);
            if (value != null) {
                limit.put(bound, scalar(value, Form.Scalar.INTEGER, path.child(bound)));
            }
        }
        return limit.build();
    }

    /** {@code default}, or {@code name=socket}; a name without a socket is the agent's own. */
    private static Node sshKeys(Node node) {
        List<Node> keys = new ArrayList<>();
        if (node instanceof MapNode map) {
            map.entries().forEach((id, entry) -> keys.add(sshKey(id, entry.value())));
            return ListNode.of(keys, node.location());
        }
        return node;
    }

    private static Node sshKey(String id, Node path) {
        String text = Values.text(path);
        return Values.string(text.isEmpty() ? id : id + ": " + text, path);
    }

    /** Extensions are free; only their keys come in order. */
    private static Node sorted(Node node) {
        return switch (node) {
            case MapNode map -> {
                MapNode.Builder result = MapNode.builder(map.location());
                new TreeMap<>(map.entries())
                        .forEach((key, entry) ->
                                result.put(key, entry.key(), sorted(entry.value())));
                yield result.build();
            }
            case ListNode list ->
                    ListNode.of(
                            list.items().stream().map(Typing::sorted).toList(), list.location());
            case ScalarNode scalar -> scalar;
        };
    }

    private Node wrong(Node node, String expected, NodePath path) {
        problems.error(
                node.location(), path + " must be " + expected + ", not " + node.kindInWords());
        return node;
    }
}
