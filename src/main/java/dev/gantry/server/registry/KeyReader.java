package dev.gantry.server.registry;

import dev.gantry.diag.Problems;
import dev.gantry.doc.Node;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** Reads what a person says about a key. */
final class KeyReader {
    private static final List<String> KEYS =
            List.of(
                    "name",
                    "role",
                    "disabled",
                    "models",
                    "lanes",
                    "requests_per_minute",
                    "tokens_per_minute");

    private final Problems problems;

    KeyReader(Problems problems) {
        this.problems = problems;
    }

    ApiKey key(Node json, String id, Instant created) {
        Shape unnamed = Shape.of(json, "the key", problems);
        String name = unnamed.required("name", Spelling::isName, NodeReader.NAME_RULE);
        Shape shape = unnamed.called("key", name).allowing(KEYS);
        return new ApiKey(
                id,
                name,
                role(shape),
                shape.flag("disabled"),
                shape.texts("models"),
                shape.texts("lanes"),
                limit(shape, "requests_per_minute"),
                limit(shape, "tokens_per_minute"),
                created);
    }

    private static OptionalInt limit(Shape shape, String key) {
        return shape.number(key, 1, Integer.MAX_VALUE);
    }

    private static ApiKey.Role role(Shape shape) {
        String word = shape.text("role", _ -> true, "");
        if (word.isEmpty()) {
            return ApiKey.Role.USER;
        }
        return ApiKey.Role.parse(word)
                .orElseGet(() -> {
                    String message = "there is no role \"" + Shape.shown(word) + "\"";
                    shape.wrong("role", message, ApiKey.Role.hint(word));
                    return ApiKey.Role.USER;
                });
    }
}
