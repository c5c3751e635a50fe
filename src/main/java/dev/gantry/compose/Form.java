package dev.gantry.compose;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The type of a place in the canonical model: what it may hold and how it is printed. */
sealed interface Form {

    /** A single value. */
    enum Scalar implements Form {
        TEXT,
        BOOLEAN,
        INTEGER,
        /** A number from 0 on, not as a text. */
        UNSIGNED,
        FLOAT,
        /** {@code 1m30s}. */
        DURATION,
        /** {@code 512m}; printed as a string of digits. */
        BYTES,
        /** {@code 0440}; printed in octal. */
        FILE_MODE,
        /** A number of devices; {@code all} is -1. */
        COUNT,
        /** A string or a list of words; strings are split as a shell splits them. */
        COMMAND,
        /** A string for the shell, or a list beginning with CMD, CMD-SHELL or NONE. */
        HEALTH_TEST,
        /** Host names and addresses, printed as {@code name=address}. */
        HOSTS,
        /** One number, or a soft and a hard one. */
        ULIMIT,
        SSH,
        /** Whatever the file says. */
        ANY
    }

    /** A list; a single value counts as a list of one. */
    record ListOf(Form item) implements Form {}

    /**
     * A mapping from names that the user chose. A list of {@code name=value} is read too.
     *
     * @param nulls what becomes of names without a value
     */
    record MapOf(Form value, Nulls nulls) implements Form {}

    /** Names without a value in a mapping. */
    enum Nulls {
        KEEP,
        EMPTY_TEXT,
        EMPTY_OBJECT
    }

    /** A mapping with fixed names, printed in this order; {@code x-} entries follow. */
    record Struct(SequencedMap<String, Field> fields) implements Form {}

    /** One fixed name. */
    record Field(Form form, Presence presence) {}

    /** When a field is printed. */
    enum Presence {
        /** Unless it is empty, zero or false. */
        UNLESS_ZERO,
        /** Whenever the file says something. */
        IF_SAID,
        /** As {@link #IF_SAID}; in JSON also, as null, when the file says nothing. */
        ALWAYS_IN_JSON,
        /** As {@link #UNLESS_ZERO}; in JSON also, as an empty object, when it is empty. */
        OBJECT_IN_JSON
    }

    /** Collects the fields of a {@link Struct}. */
    final class Builder {
        private final LinkedHashMap<String, Field> fields = new LinkedHashMap<>();

        Builder add(Form form, String names) {
            return add(form, Presence.UNLESS_ZERO, names);
        }

        Builder said(Form form, String names) {
            return add(form, Presence.IF_SAID, names);
        }

        Builder add(Form form, Presence presence, String names) {
            for (String name : names.split(" ")) {
                fields.put(name, new Field(form, presence));
            }
            return this;
        }

        Struct build() {
            return new Struct(fields);
        }
    }

    static Builder struct() {
        return new Builder();
    }
}
