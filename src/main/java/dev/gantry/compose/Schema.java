package dev.gantry.compose;

import dev.gantry.doc.ScalarNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What the Compose specification's schema allows at one place of a file. */
sealed interface Schema {

    /** Anything. */
    record Any() implements Schema {}

    /** A single value of one of these kinds. */
    record Value(Set<ScalarNode.Kind> kinds, Predicate<ScalarNode> condition, String inWords)
            implements Schema {}

    /**
     * A mapping with fixed names.
     *
     * @param open whether other names are let through
     * @param extensions whether {@code x-} names are
     */
    record Struct(
            Map<String, Schema> fields, boolean open, boolean extensions, List<String> required)
            implements Schema {}

    /**
     * A mapping with names of the user's choice.
     *
     * @param names the characters that names are made of
     * @param open whether other names are let through, with anything below
     */
    record Named(NameRule names, Schema value, boolean open) implements Schema {}

    /** A list. */
    record Items(Schema item, boolean unique) implements Schema {}

    /** One of several; their kinds of node differ. */
    record Either(List<Schema> alternatives) implements Schema {}

    /** What names look like. */
    enum NameRule {
        /** {@code [a-zA-Z0-9._-]+}. */
        RESOURCE,
        /** {@code [a-z]+}. */
        LOWER_CASE,
        ANY,
        /** Anything but the empty name. */
        SOME;

        boolean allows(String name) {
            if (this == ANY || this == SOME) {
                return this == ANY || !name.isEmpty();
            }
            for (int i = 0; i < name.length(); i++) {
                if (!allows(name.charAt(i))) {
                    return false;
                }
            }
            return !name.isEmpty();
        }

        private boolean allows(char c) {
            boolean lower = c >= 'a' && c <= 'z';
            boolean more =
                    (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "._-".indexOf(c) >= 0;
            return lower || (this == RESOURCE && more);
        }
    }

    /** Collects the names of a {@link Struct}. */
    final class Builder {
        private final Map<String, Schema> fields = new LinkedHashMap<>();
        private boolean open;
        private boolean extensions = true;
        private List<String> required = List.of();

        Builder add(Schema schema, String names) {
            for (String name : names.split(" ")) {
                fields.put(name, schema);
            }
            return this;
        }

        Builder open() {
            open = true;
            return this;
        }

        Builder withoutExtensions() {
            extensions = false;
            return this;
        }

        Builder requires(String... names) {
            required = List.of(names);
            return this;
        }

        Struct build() {
            return new Struct(fields, open, extensions, required);
        }
    }

    static Builder struct() {
        return new Builder();
    }

    static Schema either(Schema... alternatives) {
        return new Either(List.of(alternatives));
    }
}
