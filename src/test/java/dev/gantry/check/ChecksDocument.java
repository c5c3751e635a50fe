package dev.gantry.check;

import java.util.Locale;

/** Writes the rules as the table of {@code docs/checks.md}. */
final class ChecksDocument {
    /** Around the table. */
    static final String BEGIN = "<!-- the table: ./dev golden writes it -->\n";

    static final String END = "<!-- the end of the table -->\n";

    private ChecksDocument() {}

    static String table() {
        StringBuilder table =
                new StringBuilder("| code | severity | what it finds | the way out |\n");
        table.append("| --- | --- | --- | --- |\n");
        for (Rule rule : Checks.rules()) {
            table.append("| `").append(rule.code()).append("` | ");
            table.append(rule.severity().name().toLowerCase(Locale.ROOT)).append(" | ");
            table.append(rule.finds()).append(" | ").append(rule.wayOut()).append(" |\n");
        }
        return table.toString();
    }

    /** The document with this table in the place of its own. */
    static String with(String document) {
        int from = document.indexOf(BEGIN) + BEGIN.length();
        int to = document.indexOf(END);
        return document.substring(0, from) + table() + document.substring(to);
    }
}
