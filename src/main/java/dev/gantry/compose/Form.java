package dev.gantry.compose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

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

    /**
     * A mapping with fixed names, printed in this order; {@code x-} entries follow.
     *
     * @param inJson those that JSON has even where the file says nothing
     */
    record Struct(SequencedMap<String, Field> fields, List<Field> inJson) implements Form {

        /** Those of these names that are fixed, in order: few of the many that there are. */
        List<Field> among(Set<String> names) {
            List<Field> found = known(names);
            found.sort(Field::compare);
            return found;
        }

        /** The same, and those that JSON has anyway. */
        List<Field> inJson(Set<String> names) {
            List<Field> found = known(names);
            for (Field field : inJson) {
                if (!names.contains(field.name())) {
                    found.add(field);
                }
            }
            found.sort(Field::compare);
            return found;
        }

        private List<Field> known(Set<String> names) {
            List<Field> found = new ArrayList<>(names.size());
            for (String name : names) {
                Field field = fields.get(name);
                if (field != null) {
                    found.add(field);
                }
            }
            return found;
        }
    }

    /**
     * One fixed name.
     *
     * @param place in the order, from 0
     */
    record Field(String name, int place, Form form, Presence presence) {

        /** As they are printed. */
        static int compare(Field one, Field other) {
            return Integer.compare(one.place, other.place);
        }
    }

    /** When a field is printed. */
    enum Presence {
        /** Unless it is empty, zero or false. */
        UNLESS_ZERO,
        /** Whenever the file says something. */
        IF_SAID,
        /** As {@link #IF_SAID}; in JSON also, as null, when the file says nothing. */
        ALWAYS_IN_JSON,
        /** As {@link #UNLESS_ZERO}; in JSON also, as an empty object, when it is empty. */
        OBJECT_IN_JSON;

        private boolean inJson() {
            return this == ALWAYS_IN_JSON || this == OBJECT_IN_JSON;
        }
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
                fields.put(name, new Field(name, fields.size(), form, presence));
            }
            return this;
        }

        Struct build() {
            return new Struct(
                    fields,
                    fields.values().stream().filter(one -> one.presence().inJson()).toList());
        }
    }

    static Builder struct() {
        return new Builder();
    }
}
