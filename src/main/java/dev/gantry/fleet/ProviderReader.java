package dev.gantry.fleet;

import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.regex.Pattern;

/**
 * Holds the settings of a provider of secrets against its table, where it has one. What they mean
 * is the provider's own matter.
 */
final class ProviderReader {
    private ProviderReader() {}

    /**
     * @param fleet whom to tell
     */
    static void check(String kind, Node settings, Shape fleet) {
        for (Keys.Key key : ProviderKeys.SECRETS.all()) {
            if (key.name().equals(kind) && key.type() instanceof Keys.Struct(Keys table)) {
                check(kind, settings, table, fleet);
            }
        }
    }

    private static void check(String kind, Node settings, Keys table, Shape fleet) {
        if (settings instanceof MapNode map) {
            Shape shape =
                    new Shape(map, "secrets: " + kind, fleet.problems())
                            .allowing(table)
                            .requiring(table);
            table.all().stream()
                    .filter(key -> shape.has(key.name()))
                    .forEach(key -> check(key, shape));
        } else {
            fleet.wrong(settings, "secrets: " + kind, "a mapping");
        }
    }

    private static void check(Keys.Key key, Shape shape) {
        Node value = shape.node().find(key.name()).orElse(shape.node());
        if (key.type() instanceof Keys.Flag) {
            if (!(value instanceof ScalarNode scalar) || scalar.kind() != ScalarNode.Kind.BOOLEAN) {
                shape.wrong(value, key.name(), "true or false");
            }
        } else if (key.type() instanceof Keys.Text(String pattern, var _)) {
            String text = shape.text(key.name());
            boolean scalar = value instanceof ScalarNode;
            if (scalar && !pattern.isEmpty() && !Pattern.matches(pattern, text)) {
                shape.problems()
                        .error(
                                value.location(),
                                shape.what() + ": " + key.name() + " cannot be \"" + text + "\"",
                                key.meaning().replace("`", ""));
            }
        }
    }
}
