package dev.gantry.doc;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Scalars that say their type with one of YAML's own tags, such as {@code !!int "3"}. */
final class YamlTypes {
    private YamlTypes() {}

    /**
     * @param type without the exclamation marks
     * @throws InputException when the text is none of the type
     */
    static ScalarNode scalar(String type, String text, Location location) {
        return switch (type) {
            case "str" -> ScalarNode.string(text, location);
            case "binary" -> ScalarNode.string(decoded(text, location), location);
            default ->
                    ScalarResolver.tagged(type, text, location)
                            .orElseThrow(() ->
                                    failure(
                                            location,
                                            "cannot read \"" + text + "\" as a !!" + type));
        };
    }

    private static String decoded(String text, Location location) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(text);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw failure(location, "!!binary holds no base64");
        }
    }

    private static InputException failure(Location location, String message) {
        String hint = "mend the value, or take the tag out";
        return new InputException(List.of(Problem.error(location, message, hint)));
    }
}
