package dev.gantry.compose;

import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.Problems;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.NodePath;
import dev.gantry.doc.ScalarNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Phase "validate": the schema of the Compose specification; unknown keys are errors. */
final class SchemaValidation {
    private final Problems problems;
    private final boolean whole;
    private final Set<Node> faulty = Collections.newSetFromMap(new IdentityHashMap<>());

    private SchemaValidation(boolean whole, Problems problems) {
        this.whole = whole;
        this.problems = problems;
    }

    /**
     * The model without what is wrong in it and without the obsolete {@code version}, which is
     * told.
     *
     * @param whole whether nothing was left out: what is missing may stand there
     */
    static MapNode apply(MapNode model, boolean whole, String file, Problems problems) {
        SchemaValidation validation = new SchemaValidation(whole, problems);
        validation.check(model, Schemas.COMPOSE, NodePath.root());
        MapNode sound =
                validation.faulty.isEmpty()
                        ? model
                        : (MapNode) Faulty.replace(model, validation.faulty);
        return sound.has("version") ? withoutVersion(sound, file, problems) : sound;
    }

    private static MapNode withoutVersion(MapNode model, String file, Problems problems) {
        problems.warning(
                model.keyLocation("version"),
                file
                        + ": the attribute `version` is obsolete, it will be ignored, please remove it to avoid potential confusion",
                "");
        return model.without("version");
    }

    private void check(Node node, Schema schema, NodePath path) {
        if (Faulty.is(node)) {
            return;
        }
        switch (schema) {
            case Schema.Any _ -> {
                // Whatever it is.
            }
            case Schema.Value value -> value(node, value, path);
            case Schema.Struct struct when node instanceof MapNode map -> struct(map, struct, path);
            case Schema.Named named when node instanceof MapNode map -> named(map, named, path);
            case Schema.Items items when node instanceof ListNode list -> items(list, items, path);
            case Schema.Either either -> either(node, either, path);
            case Schema.Struct _, Schema.Named _, Schema.Items _ ->
                    wrong(node, inWords(schema), path);
        }
    }

    private void value(Node node, Schema.Value value, NodePath path) {
        if (!(node instanceof ScalarNode scalar) || !fits(scalar, value)) {
            wrong(node, value.inWords(), path);
        } else if (!value.condition().test(scalar)) {
            faulty.add(node);
            problems.error(
                    node.location(),
                    path + " must be " + value.inWords() + ", not \"" + scalar.text() + "\"");
        }
    }

    private static boolean fits(ScalarNode scalar, Schema.Value value) {
        boolean whole = scalar.kind() == ScalarNode.Kind.FLOAT && scalar.text().matches("-?[0-9]+");
        ScalarNode.Kind kind =
                whole && !value.kinds().contains(scalar.kind())
                        ? ScalarNode.Kind.INTEGER
                        : scalar.kind();
        return value.kinds().contains(kind) && !scalar.tag().equals("!!timestamp");
    }

    private void struct(MapNode map, Schema.Struct struct, NodePath path) {
        for (var entry : map.entries().entrySet()) {
            String name = entry.getKey();
            Schema field = struct.fields().get(name);
            if (field != null) {
                check(entry.getValue().value(), field, path.child(name));
            } else if (!struct.open() && !(struct.extensions() && name.startsWith("x-"))) {
                unknown(name, entry.getValue(), path, struct);
            }
        }
        for (String name : struct.required()) {
            if (whole && !map.has(name)) {
                problems.error(
                        map.location(),
                        path + ": missing property '" + name + "'",
                        "add " + name + ":");
            }
        }
    }

    private void unknown(String name, MapNode.Entry entry, NodePath path, Schema.Struct struct) {
        if (Faulty.is(entry.value())) {
            return;
        }
        faulty.add(entry.value());
        String place = path.toString();
        problems.error(
                entry.key(),
                (place.isEmpty() ? "" : place + ": ")
                        + "additional property '"
                        + name
                        + "' is not allowed",
                DidYouMean.hint(name, struct.fields().keySet()));
    }

    private void named(MapNode map, Schema.Named named, NodePath path) {
        for (var entry : map.entries().entrySet()) {
            String name = entry.getKey();
            if (named.names().allows(name)) {
                check(entry.getValue().value(), named.value(), path.child(name));
            } else if (!named.open() && !Faulty.is(entry.getValue().value())) {
                faulty.add(entry.getValue().value());
                problems.error(
                        entry.getValue().key(),
                        path + ": additional property '" + name + "' is not allowed",
                        name.isEmpty()
                                ? "a name has at least one character"
                                : "names are made of letters, digits, and . _ -");
            }
        }
    }

    private void items(ListNode list, Schema.Items items, NodePath path) {
        int index = 0;
        for (Node item : list.items()) {
            check(item, items.item(), path.item(index));
            index++;
        }
        if (items.unique()) {
            unique(list, path);
        }
    }

    private void unique(ListNode list, NodePath path) {
        List<Node> items = list.items();
        Map<String, Node> seen = new HashMap<>();
        for (Node item : items) {
            Node before = seen.put(Escape.fingerprint(item), item);
            if (before != null && !Faulty.within(item)) {
                faulty.add(item);
                problems.error(
                        item.location(),
                        path + ": items are equal",
                        "the same stands at " + before.location());
            }
        }
    }

    private void either(Node node, Schema.Either either, NodePath path) {
        for (Schema alternative : either.alternatives()) {
            if (isOfKind(node, alternative)) {
                check(node, alternative, path);
                return;
            }
        }
        wrong(node, inWords(either), path);
    }

    private static boolean isOfKind(Node node, Schema schema) {
        return switch (schema) {
            case Schema.Any _ -> true;
            case Schema.Value value -> node instanceof ScalarNode scalar && fits(scalar, value);
            case Schema.Struct _, Schema.Named _ -> node instanceof MapNode;
            case Schema.Items _ -> node instanceof ListNode;
            case Schema.Either either ->
                    either.alternatives().stream().anyMatch(each -> isOfKind(node, each));
        };
    }

    private static String inWords(Schema schema) {
        return switch (schema) {
            case Schema.Any _ -> "anything";
            case Schema.Value value -> value.inWords();
            case Schema.Struct _, Schema.Named _ -> "a mapping";
            case Schema.Items _ -> "a list";
            case Schema.Either either ->
                    String.join(
                            " or ",
                            either.alternatives().stream().map(SchemaValidation::inWords).toList());
        };
    }

    private void wrong(Node node, String expected, NodePath path) {
        faulty.add(node);
        String place = path.toString();
        problems.error(
                node.location(),
                (place.isEmpty() ? "the file" : place)
                        + " must be "
                        + expected
                        + ", not "
                        + node.kindInWords());
    }
}
