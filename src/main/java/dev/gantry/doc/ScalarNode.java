package dev.gantry.doc;

import dev.gantry.diag.Location;

/**
 * A single value.
 *
 * @param kind what the text stands for
 * @param text strings as they are; integers in decimal; floats in the shortest form; {@code true}
 *     or {@code false}; {@code null}
 */
public record ScalarNode(Kind kind, String text, Location location, String tag) implements Node {

    /** The types of the JSON schema of YAML, integers apart from floats. */
    public enum Kind {
        STRING,
        INTEGER,
        FLOAT,
        BOOLEAN,
        NULL
    }

    public static ScalarNode string(String text, Location location) {
        return new ScalarNode(Kind.STRING, text, location, "");
    }

    public static ScalarNode integer(long value, Location location) {
        return new ScalarNode(Kind.INTEGER, Long.toString(value), location, "");
    }

    public static ScalarNode bool(boolean value, Location location) {
        return new ScalarNode(Kind.BOOLEAN, Boolean.toString(value), location, "");
    }

    public static ScalarNode nil(Location location) {
        return new ScalarNode(Kind.NULL, "null", location, "");
    }

    public boolean isNull() {
        return kind == Kind.NULL;
    }

    public boolean isString() {
        return kind == Kind.STRING;
    }

    @Override
    public String kindInWords() {
        return switch (kind) {
            case STRING -> "a string";
            case INTEGER -> "an integer";
            case FLOAT -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL -> "nothing";
        };
    }
}
