package dev.gantry.fleet;

import java.util.List;

/**
 * The keys that one kind of mapping of the fleet file may have. The tables are {@link FleetKeys}.
 *
 * @param title what the reference calls the mapping
 */
record Keys(String title, List<Key> all) {

    /**
     * One key.
     *
     * @param meaning for somebody who writes the file, in one sentence without a full stop
     */
    record Key(String name, Type type, boolean required, String meaning) {}

    /** One that may be left out. */
    static Key key(String name, Type type, String meaning) {
        return new Key(name, type, false, meaning);
    }

    /** One that must be there. */
    static Key needed(String name, Type type, String meaning) {
        return new Key(name, type, true, meaning);
    }

    /** What a key's value may be. */
    sealed interface Type {}

    /**
     * One value; numbers and flags count as their text.
     *
     * @param pattern a regular expression that the text matches; empty for any text
     * @param examples what to propose; empty when the reference says enough
     */
    record Text(String pattern, List<String> examples) implements Type {}

    /** {@code true} or {@code false}. */
    record Flag() implements Type {}

    /** A mapping of names to values. */
    record Texts() implements Type {}

    /** A mapping of labels to a value, or to a list of values any of which will do. */
    record Labels() implements Type {}

    /** A mapping with these keys. */
    record Struct(Keys keys) implements Type {}

    /** A mapping of names to mappings with these keys. */
    record Named(Keys keys) implements Type {}

    /** One of these, or a list of them. */
    record OneOrMore(List<Type> items) implements Type {}

    /** A list of mappings of one key each. */
    record ListOfOne(Keys keys) implements Type {}

    /** One of these. */
    record Either(List<Type> types) implements Type {}

    /** Whatever Compose lets stand there. */
    record Any() implements Type {}

    List<String> names() {
        return all.stream().map(Key::name).toList();
    }
}
