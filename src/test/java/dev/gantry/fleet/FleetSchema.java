package dev.gantry.fleet;

import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.ArrayList;
import java.util.List;

/** Writes {@link FleetKeys} as a JSON Schema (draft 7, which editors know best). */
final class FleetSchema {
    private static final ListNode SCALAR =
            Json.strings(List.of("string", "number", "boolean", "null"));
    private static final ListNode VALUE = Json.strings(List.of("string", "number", "boolean"));

    private FleetSchema() {}

    static String text() {
        MapNode.Builder schema =
                Json.object()
                        .put("$schema", Json.of("http://json-schema.org/draft-07/schema#"))
                        .put("title", Json.of("gantry.yaml"))
                        .put(
                                "description",
                                Json.of("A fleet: machines, and the stacks that run on them."));
        return JsonWriter.pretty(struct(FleetKeys.FLEET, schema)) + "\n";
    }

    private static MapNode struct(Keys keys, MapNode.Builder schema) {
        List<String> needed =
                keys.all().stream().filter(Keys.Key::required).map(Keys.Key::name).toList();
        schema.put(
                "type",
                needed.isEmpty() ? Json.strings(List.of("object", "null")) : Json.of("object"));
        MapNode.Builder properties = Json.object();
        for (Keys.Key key : keys.all()) {
            MapNode value = type(key.type(), key.required());
            properties.put(key.name(), value.with("description", Json.of(key.meaning())));
        }
        schema.put("properties", properties.build());
        if (!needed.isEmpty()) {
            schema.put("required", Json.strings(needed));
        }
        return schema.put("additionalProperties", Json.of(false)).build();
    }

    private static MapNode type(Keys.Type type, boolean required) {
        return switch (type) {
            case Keys.Text text -> text(text, required);
            case Keys.Flag() -> Json.object().put("type", Json.of("boolean")).build();
            case Keys.Any() -> Json.object().build();
            case Keys.Texts() -> mapping(Json.object().put("type", SCALAR).build(), false);
            case Keys.Labels() -> mapping(oneOrMore(List.of(value()), true), true);
            case Keys.Struct(Keys keys) -> struct(keys, Json.object());
            case Keys.Named(Keys keys) -> named(struct(keys, Json.object()), required);
            case Keys.OneOrMore(List<Keys.Type> items) ->
                    oneOrMore(items.stream().map(item -> type(item, true)).toList(), required);
            case Keys.Either(List<Keys.Type> types) ->
                    any(types.stream().map(one -> type(one, false)).toList());
            case Keys.ListOfOne(Keys keys) -> listOfOne(keys);
        };
    }

    private static MapNode text(Keys.Text text, boolean required) {
        MapNode.Builder schema = Json.object().put("type", required ? VALUE : SCALAR);
        if (!text.pattern().isEmpty()) {
            schema.put("pattern", Json.of("^(" + text.pattern() + ")$"));
        }
        if (!text.examples().isEmpty()) {
            schema.put("examples", Json.strings(text.examples()));
        }
        return schema.build();
    }

    private static MapNode value() {
        return Json.object().put("type", VALUE).build();
    }

    private static MapNode mapping(Node values, boolean required) {
        Node types = required ? Json.of("object") : Json.strings(List.of("object", "null"));
        return Json.object().put("type", types).put("additionalProperties", values).build();
    }

    private static MapNode named(Node values, boolean required) {
        MapNode schema = mapping(values, required);
        return required ? schema.with("minProperties", Json.of(1)) : schema;
    }

    private static MapNode oneOrMore(List<MapNode> items, boolean required) {
        MapNode item = items.size() == 1 ? items.getFirst() : any(items);
        MapNode.Builder list = Json.object().put("type", Json.of("array")).put("items", item);
        if (required) {
            list.put("minItems", Json.of(1));
        }
        List<MapNode> forms = new ArrayList<>(items);
        forms.add(list.build());
        if (!required) {
            forms.add(Json.object().put("type", Json.of("null")).build());
        }
        return any(forms);
    }

    private static MapNode any(List<MapNode> forms) {
        return Json.object().put("anyOf", Json.array(forms)).build();
    }

    private static MapNode listOfOne(Keys keys) {
        MapNode one =
                struct(keys, Json.object())
                        .with("type", Json.of("object"))
                        .with("minProperties", Json.of(1))
                        .with("maxProperties", Json.of(1));
        return oneOrMore(List.of(one), false);
    }
}
