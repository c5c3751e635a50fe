package dev.gantry.compose;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Texts with variables that somebody made up. The input's lines up to the first empty one are the
 * variables, {@code NAME=value}; the rest is the text. What must hold: a text is filled in or
 * refused with a reason, a text without a dollar sign stays as it is, doubled dollar signs give the
 * text back, and nothing grows beyond what its variables bring.
 */
public final class InterpolationFuzz {
    private InterpolationFuzz() {}

    /** One input, as Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        String input = new String(bytes, StandardCharsets.UTF_8);
        int cut = input.indexOf("\n\n");
        Map<String, String> variables = variables(cut < 0 ? "" : input.substring(0, cut));
        String text = cut < 0 ? input : input.substring(cut + 2);
        require(text, filled(text.replace("$", "$$"), variables), "escaped");
        String filled = filled(text, variables);
        if (text.indexOf('$') < 0) {
            require(text, filled, "without variables");
        }
        int longest = variables.values().stream().mapToInt(String::length).max().orElse(0);
        if (filled.length() > (long) text.length() * (longest + 1)) {
            throw new AssertionError("grew to " + filled.length() + " characters: " + text);
        }
        everyReferenceGoesForward(text);
    }

    private static Map<String, String> variables(String lines) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String line : lines.split("\n")) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                variables.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return variables;
    }

    /** What came of the text; where it was refused, the text, since that cannot be too long. */
    private static String filled(String text, Map<String, String> variables) {
        try {
            return new Template(variables, InterpolationFuzz::named, new Growth(1 << 20))
                    .fill(text);
        } catch (Template.TemplateException refused) {
            if (String.valueOf(refused.getMessage()).isBlank()) {
                throw new AssertionError("refused without a reason: " + text, refused);
            }
            return text;
        }
    }

    private static void named(String variable) {
        if (variable.isEmpty()) {
            throw new AssertionError("an unset variable without a name");
        }
    }

    private static void everyReferenceGoesForward(String text) {
        for (int at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at + 1)) {
            if (Template.isReference(text, at)) {
                try {
                    int end = Template.reference(text, at).end();
                    if (end <= at || end > text.length()) {
                        throw new AssertionError("a variable from " + at + " to " + end);
                    }
                } catch (Template.TemplateException _) {
                    // Refused when it is filled in, too.
                }
            }
        }
    }

    private static void require(String expected, String got, String what) {
        if (!expected.equals(got)) {
            throw new AssertionError(what + "\n--- expected\n" + expected + "\n--- got\n" + got);
        }
    }
}
