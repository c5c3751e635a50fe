package dev.gantry.doc;

/**
 * Writes a tree as JSON, byte for byte as Go's {@code encoding/json} does: keys in the order of the
 * tree, and {@code <}, {@code >}, {@code &}, U+2028 and U+2029 escaped. The hashes of Compose are
 * made from this form.
 */
public final class JsonWriter {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder();
    private final String indent;

    private JsonWriter(String indent) {
        this.indent = indent;
    }

    /** One line, no spaces. */
    public static String compact(Node node) {
        JsonWriter writer = new JsonWriter("");
        writer.write(node, 0);
        return writer.out.toString();
    }

    /**
     * Two spaces a level, as {@code docker compose config --format json} prints; no newline at the
     * end.
     */
    public static String pretty(Node node) {
        JsonWriter writer = new JsonWriter("  ");
        writer.write(node, 0);
        return writer.out.toString();
    }

    private void write(Node node, int depth) {
        switch (node) {
            case MapNode map -> writeMap(map, depth);
            case ListNode list -> writeList(list, depth);
            case ScalarNode scalar -> writeScalar(scalar);
        }
    }

    private void writeMap(MapNode map, int depth) {
        String separator = "{";
        for (var entry : map.entries().entrySet()) {
            out.append(separator);
            newLine(depth + 1);
            quote(entry.getKey());
            out.append(indent.isEmpty() ? ":" : ": ");
            write(entry.getValue().value(), depth + 1);
            separator = ",";
        }
        close(map.isEmpty(), "{}", "}", depth);
    }

    private void writeList(ListNode list, int depth) {
        String separator = "[";
        for (Node item : list.items()) {
            out.append(separator);
            newLine(depth + 1);
            write(item, depth + 1);
            separator = ",";
        }
        close(list.items().isEmpty(), "[]", "]", depth);
    }

    private void close(boolean empty, String whenEmpty, String end, int depth) {
        if (empty) {
            out.append(whenEmpty);
            return;
        }
        newLine(depth);
        out.append(end);
    }

    private void newLine(int depth) {
        if (!indent.isEmpty()) {
            out.append('\n').append(indent.repeat(depth));
        }
    }

    private void writeScalar(ScalarNode scalar) {
        if (scalar.isString()) {
            quote(scalar.text());
        } else {
            out.append(scalar.text());
        }
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            escape(text.charAt(i));
        }
        out.append('"');
    }

    private void escape(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '<', '>', '&', '\u2028', '\u2029' -> unicode(c);
            default -> {
                if (c < ' ') {
                    unicode(c);
                } else {
                    out.append(c);
                }
            }
        }
    }

    private void unicode(char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt((c >> shift) & 0xf));
        }
    }
}
