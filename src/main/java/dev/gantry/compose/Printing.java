package dev.gantry.compose;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Problem;
import dev.gantry.doc.Floats;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import dev.gantry.doc.YamlKeyOrder;
import java.util.List;
import java.util.TreeMap;

/**
 * The typed model in the two forms that Docker Compose prints. JSON leaves out extensions below the
 * top and spells out a few empty things; YAML sorts the keys of free mappings its own way. A limit
 * of zero is nothing at all in JSON, and two bounds in YAML.
 */
final class Printing {
    private static final YamlKeyOrder YAML_ORDER = new YamlKeyOrder();

    private Printing() {}

    /** As {@code docker compose config --format json}. */
    static MapNode json(MapNode project) {
        MapNode.Builder result = MapNode.builder(project.location());
        TreeMap<String, MapNode.Entry> sorted = new TreeMap<>(project.entries());
        sorted.remove("models");
        sorted.forEach((name, entry) -> {
            Form.Field field = Forms.PROJECT.fields().get(name);
            Form form = field == null ? Form.Scalar.ANY : field.form();
            result.put(name, entry.key(), json(entry.value(), form));
        });
        return result.build();
    }

    /** One service as {@code docker compose config --format json} prints it. */
    static MapNode jsonService(MapNode service) {
        return struct(service, Forms.SERVICE);
    }

    private static Node json(Node node, Form form) {
        return form == Form.Scalar.ULIMIT ? jsonLimit(node) : jsonOther(node, form);
    }

    private static Node jsonLimit(Node node) {
        return switch (node) {
            case MapNode map -> {
                MapNode.Builder bounds = map.toBuilder();
                map.entries()
                        .forEach((bound, entry) -> {
                            if (isZero(entry.value())) {
                                bounds.remove(bound);
                            }
                        });
                yield bounds.build();
            }
            case ScalarNode scalar -> isZero(scalar) ? MapNode.empty(scalar.location()) : scalar;
            case ListNode list -> list;
        };
    }

    private static boolean isZero(Node node) {
        return Values.text(node).equals("0");
    }

    private static Node jsonOther(Node node, Form form) {
        return switch (node) {
            case MapNode map ->
                    switch (form) {
                        case Form.Struct struct -> struct(map, struct);
                        case Form.MapOf of -> values(map, of.value());
                        case Form.ListOf _, Form.Scalar _ -> values(map, Form.Scalar.ANY);
                    };
            case ListNode list -> items(list, form);
            case ScalarNode scalar ->
                    scalar.kind() == ScalarNode.Kind.FLOAT ? number(scalar, form) : scalar;
        };
    }

    /**
     * JSON as text.
     *
     * @throws InputException for an infinite number, which JSON does not have
     */
    static String jsonText(MapNode model) {
        MapNode json = json(model);
        refuseInfinite(json);
        return JsonWriter.pretty(json);
    }

    private static void refuseInfinite(Node node) {
        switch (node) {
            case MapNode map -> map.values().forEach(entry -> refuseInfinite(entry.value()));
            case ListNode list -> list.items().forEach(Printing::refuseInfinite);
            case ScalarNode scalar -> {
                if (scalar.kind() == ScalarNode.Kind.FLOAT
                        && !Double.isFinite(Floats.parse(scalar.text()))) {
                    throw new InputException(
                            List.of(
                                    Problem.error(
                                            scalar.location(),
                                            "JSON has no number " + scalar.text(),
                                            "put it in quotes, or ask for YAML")));
                }
            }
        }
    }

    private static ScalarNode number(ScalarNode scalar, Form form) {
        if (!Double.isFinite(Floats.parse(scalar.text()))) {
            return scalar;
        }
        String text =
                form == Form.Scalar.FLOAT
                        ? Floats.json(Float.parseFloat(scalar.text()))
                        : Floats.json(Double.parseDouble(scalar.text()));
        return new ScalarNode(scalar.kind(), text, scalar.location(), "");
    }

    /** An extension's empty list is null in Docker Compose's JSON. */
    private static Node items(ListNode list, Form form) {
        if (list.items().isEmpty() && form == Form.Scalar.ANY) {
            return ScalarNode.nil(list.location());
        }
        Form item = form instanceof Form.ListOf of ? of.item() : Form.Scalar.ANY;
        return ListNode.of(
                list.items().stream().map(each -> json(each, item)).toList(), list.location());
    }

    private static MapNode values(MapNode map, Form form) {
        MapNode.Builder result = map.toBuilder();
        map.entries().forEach((key, entry) -> result.put(key, json(entry.value(), form)));
        return result.build();
    }

    private static MapNode struct(MapNode map, Form.Struct struct) {
        MapNode.Builder result = MapNode.builder(map.location());
        for (Form.Field field : struct.inJson(map.keys())) {
            Node value = map.get(field.name());
            if (value != null) {
                result.put(jsonName(field.name(), struct), json(value, field.form()));
            } else if (field.presence() == Form.Presence.ALWAYS_IN_JSON) {
                result.put(field.name(), ScalarNode.nil(map.location()));
            } else {
                result.put(field.name(), json(MapNode.empty(map.location()), field.form()));
            }
        }
        return result.build();
    }

    /** Docker Compose forgot to name these. */
    private static String jsonName(String name, Form.Struct struct) {
        return Forms.isBlkioDevice(struct)
                ? Character.toUpperCase(name.charAt(0)) + name.substring(1)
                : name;
    }

    /** As {@code docker compose config --format yaml}. */
    static MapNode yaml(MapNode project) {
        return (MapNode) yaml(project, Forms.PROJECT);
    }

    /** A model without types, as {@code --no-interpolate --format json} prints it. */
    static Node jsonSorted(Node node) {
        return switch (node) {
            case MapNode map -> {
                MapNode.Builder result = MapNode.builder(map.location());
                new TreeMap<>(map.entries())
                        .forEach((key, entry) ->
                                result.put(key, entry.key(), jsonSorted(entry.value())));
                yield result.build();
            }
            case ListNode list ->
                    ListNode.of(
                            list.items().stream().map(Printing::jsonSorted).toList(),
                            list.location());
            case ScalarNode scalar ->
                    scalar.kind() == ScalarNode.Kind.FLOAT
                            ? number(scalar, Form.Scalar.ANY)
                            : scalar;
        };
    }

    /** A model without types, as {@code --no-interpolate} prints it: every key sorted. */
    static Node yamlSorted(Node node) {
        return yaml(node, Form.Scalar.ANY);
    }

    private static Node yaml(Node node, Form form) {
        return switch (node) {
            case MapNode map -> form == Form.Scalar.ULIMIT ? map : yamlMap(map, form);
            case ListNode list -> {
                Form item = form instanceof Form.ListOf of ? of.item() : Form.Scalar.ANY;
                yield ListNode.of(
                        list.items().stream().map(each -> yaml(each, item)).toList(),
                        list.location());
            }
            case ScalarNode scalar ->
                    form == Form.Scalar.ULIMIT && isZero(scalar) ? yamlLimit(scalar) : scalar;
        };
    }

    private static MapNode yamlLimit(ScalarNode zero) {
        return MapNode.builder(zero.location()).put("soft", zero).put("hard", zero).build();
    }

    private static MapNode yamlMap(MapNode map, Form form) {
        MapNode.Builder result = MapNode.builder(map.location());
        if (form instanceof Form.Struct struct) {
            TreeMap<String, MapNode.Entry> extensions = new TreeMap<>(YAML_ORDER);
            for (var entry : map.entries().entrySet()) {
                Form.Field field = struct.fields().get(entry.getKey());
                if (field == null) {
                    extensions.put(entry.getKey(), entry.getValue());
                } else {
                    result.put(entry.getKey(), yaml(entry.getValue().value(), field.form()));
                }
            }
            extensions.forEach(
                    (key, entry) -> result.put(key, yaml(entry.value(), Form.Scalar.ANY)));
            return result.build();
        }
        Form value = form instanceof Form.MapOf of ? of.value() : Form.Scalar.ANY;
        TreeMap<String, MapNode.Entry> sorted = new TreeMap<>(YAML_ORDER);
        sorted.putAll(map.entries());
        sorted.forEach((key, entry) -> result.put(key, yaml(entry.value(), value)));
        return result.build();
    }
}
