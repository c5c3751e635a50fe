package dev.gantry.fleet;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes {@link FleetKeys} as a page to read. */
final class FleetReference {
    private FleetReference() {}

    static String text() {
        StringBuilder page =
                new StringBuilder(
                        """
                        # gantry.yaml

                        Every key of a fleet file. This page and the [schema](gantry.schema.json) come from the tables that Gantry itself reads by
                        (`FleetKeys`); `./dev golden` writes them. An editor with the YAML language
                        server checks while you type when the file begins with the line

                            # yaml-language-server: $schema=PATH/OR/URL/OF/gantry.schema.json
                        """);
        for (Keys keys : FleetKeys.ALL) {
            page.append("\n## ")
                    .append(keys.title())
                    .append("\n\n| key | value | meaning |\n| --- | --- | --- |\n");
            for (Keys.Key key : keys.all()) {
                page.append("| `")
                        .append(key.name())
                        .append('`')
                        .append(key.required() ? ", needed" : "");
                page.append(" | ")
                        .append(inWords(key.type()))
                        .append(" | ")
                        .append(key.meaning())
                        .append(" |\n");
            }
        }
        return page.toString();
    }

    private static String inWords(Keys.Type type) {
        return switch (type) {
            case Keys.Text(String pattern, List<String> examples) ->
                    examples.isEmpty()
                            ? "a text"
                            : examples.stream()
                                    .map(FleetReference::example)
                                    .collect(Collectors.joining(", ", "a text: ", ""));
            case Keys.Flag() -> "`true` or `false`";
            case Keys.Any() -> "any";
            case Keys.Texts() -> "a mapping of names to texts";
            case Keys.Labels() -> "a mapping of labels to a text or a list";
            case Keys.Struct(Keys keys) -> "a mapping: " + link(keys);
            case Keys.Named(Keys keys) -> "a mapping of names: " + link(keys);
            case Keys.ListOfOne(Keys keys) -> "a list: " + link(keys);
            case Keys.OneOrMore(List<Keys.Type> items) -> either(items) + ", or a list";
            case Keys.Either(List<Keys.Type> types) -> either(types);
        };
    }

    private static String example(String text) {
        return "`" + text + (text.endsWith("://") ? "…`" : "`");
    }

    private static String either(List<Keys.Type> types) {
        return types.stream().map(FleetReference::inWords).collect(Collectors.joining(", or "));
    }

    private static String link(Keys keys) {
        String anchor = keys.title().toLowerCase(Locale.ROOT).replace("`", "").replace(' ', '-');
        return "[" + keys.title().toLowerCase(Locale.ROOT) + "](#" + anchor + ")";
    }
}
