package dev.gantry.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A variable that a text of a Compose file refers to, as it is written.
 *
 * @param operator {@code :-}, {@code ?} …; empty for none
 * @param argument what stands after the operator
 */
public record VariableUse(String name, String operator, String argument) {
    private static final int MOST_TEXT = 1 << 20;

    /** Whether the text cannot be filled in without it, or comes out blank. */
    public boolean hasNoDefault() {
        return !operator.endsWith("-") && !operator.endsWith("+");
    }

    /** Whether there is nothing in its place without it. */
    public boolean isBlankWithout() {
        return hasNoDefault() || (operator.endsWith("-") && argument.isEmpty());
    }

    /** Whether loading fails without it. */
    public boolean isRequired() {
        return operator.endsWith("?");
    }

    /** Those of a text, in order, those inside of defaults among them. */
    public static List<VariableUse> of(String text) {
        List<VariableUse> uses = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf('$'); at >= 0; at = text.indexOf('$', from)) {
            from = at + (text.startsWith("$$", at) ? 2 : 1);
            if (Template.isReference(text, at)) {
                try {
                    Template.Reference one = Template.reference(text, at);
                    String argument = text.substring(one.from(), one.to());
                    uses.add(new VariableUse(one.name(), one.operator(), argument));
                    from = one.operator().endsWith("?") ? one.end() : one.from();
                } catch (Template.TemplateException _) {
                    // Loading will refuse it.
                    return uses;
                }
            }
        }
        return uses;
    }

    /** The text with what is known filled in; as it is written where that is not possible. */
    public static String filled(String text, Map<String, String> known) {
        try {
            return new Template(known, _ -> {}, new Growth(MOST_TEXT)).fill(text);
        } catch (Template.TemplateException _) {
            return text;
        }
    }
}
