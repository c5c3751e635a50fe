package dev.gantry.doc;

/**
 * Writes a tree as YAML, character for character as {@code docker compose config} does: two spaces
 * a level, lists indented under their key, strings in quotes only where they need them.
 */
public final class YamlWriter {
    private static final int LONGEST_SIMPLE_KEY = 128;
    private static final String HEX = "0123456789ABCDEF";

    private final StringBuilder out = new StringBuilder();

    private YamlWriter() {}

    /** The document, with a newline at the end. */
    public static String write(Node node) {
        YamlWriter writer = new YamlWriter();
        switch (node) {
            case MapNode map when !map.isEmpty() -> writer.map(map, 0, false);
            case ListNode list when !list.items().isEmpty() -> writer.list(list, 0, false);
            case MapNode _, ListNode _, ScalarNode _ -> {
                writer.leaf(node, 0);
                writer.out.append('\n');
            }
        }
        return writer.out.toString();
    }

    /**
     * @param started whether the first line has been begun already, after a dash
     */
    private void map(MapNode map, int depth, boolean started) {
        boolean indented = started;
        for (var entry : map.entries().entrySet()) {
            if (!indented) {
                indent(depth);
            }
            indented = false;
            key(entry.getKey(), depth);
            value(entry.getValue().value(), depth);
        }
    }

    private void key(String key, int depth) {
        boolean simple =
                key.indexOf('\n') < 0 && key.codePointCount(0, key.length()) <= LONGEST_SIMPLE_KEY;
        if (simple) {
            string(key, depth);
        } else {
            out.append("? ");
            string(key, depth + 1);
            out.append('\n');
            indent(depth);
        }
        out.append(':');
    }

    private void value(Node node, int depth) {
        switch (node) {
            case MapNode map when !map.isEmpty() -> {
                out.append('\n');
                map(map, depth + 1, false);
            }
            case ListNode list when !list.items().isEmpty() -> {
                out.append('\n');
                list(list, depth + 1, false);
            }
            case MapNode _, ListNode _, ScalarNode _ -> {
                out.append(' ');
                leaf(node, depth + 1);
                out.append('\n');
            }
        }
    }

    private void list(ListNode list, int depth, boolean started) {
        boolean indented = started;
        for (Node item : list.items()) {
            if (!indented) {
                indent(depth);
            }
            indented = false;
            out.append("- ");
            item(item, depth);
        }
    }

    private void item(Node item, int depth) {
        switch (item) {
            case MapNode map when !map.isEmpty() -> map(map, depth + 1, true);
            case ListNode list when !list.items().isEmpty() -> list(list, depth + 1, true);
            case MapNode _, ListNode _, ScalarNode _ -> {
                leaf(item, depth + 1);
                out.append('\n');
            }
        }
    }

    private void leaf(Node node, int depth) {
        switch (node) {
            case MapNode _ -> out.append("{}");
            case ListNode _ -> out.append("[]");
            case ScalarNode scalar when scalar.tag().equals(ScalarResolver.TIMESTAMP) ->
                    out.append(scalar.text());
            case ScalarNode scalar when scalar.isString() -> string(scalar.text(), depth);
            case ScalarNode scalar -> out.append(scalar.text());
        }
    }

    private void string(String text, int depth) {
        switch (YamlScalarStyle.of(text)) {
            case PLAIN -> out.append(text);
            case SINGLE_QUOTED -> out.append('\'').append(text.replace("'", "''")).append('\'');
            case DOUBLE_QUOTED -> quoted(text);
            case LITERAL -> literal(text, depth);
        }
    }

    private void literal(String text, int depth) {
        out.append('|');
        if (text.charAt(0) == ' ' || text.charAt(0) == '\n') {
            out.append('2');
        }
        boolean ended = text.endsWith("\n");
        if (!ended) {
            out.append('-');
        } else if (text.length() == 1 || text.charAt(text.length() - 2) == '\n') {
            out.append('+');
        }
        String body = ended ? text.substring(0, text.length() - 1) : text;
        for (String line : body.split("\n", -1)) {
            out.append('\n');
            if (!line.isEmpty()) {
                indent(Math.max(depth, 1));
                out.append(line);
            }
        }
    }

    private void quoted(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            escape(c);
            i += Character.charCount(c);
        }
        out.append('"');
    }

    private void escape(int c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case 0 -> out.append("\\0");
            case 7 -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case 0x0b -> out.append("\\v");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            case 0x1b -> out.append("\\e");
            case 0x85 -> out.append("\\N");
            case 0xa0 -> out.append("\\_");
            case 0x2028 -> out.append("\\L");
            case 0x2029 -> out.append("\\P");
            default -> {
                if (c < ' ' || (c > 0x7e && c < 0xa0)) {
                    out.append("\\x").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
                } else if (c > 0xffff) {
                    out.append("\\U");
                    for (int shift = 28; shift >= 0; shift -= 4) {
                        out.append(HEX.charAt((c >> shift) & 0xf));
                    }
                } else if (c == 0xfeff) {
                    out.append("\\uFEFF");
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }

    private void indent(int depth) {
        out.repeat("  ", depth);
    }
}
