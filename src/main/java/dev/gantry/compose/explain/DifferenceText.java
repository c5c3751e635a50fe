package dev.gantry.compose.explain;

import dev.gantry.compose.explain.Difference.Reason;
import dev.gantry.diag.Location;
import java.util.List;
import java.util.function.UnaryOperator;

/** Differences for people: the path, the value on each host with its place, and why. */
public final class DifferenceText {
    private final String one;
    private final String other;
    private final ExplanationText text;

    /**
     * @param one the name of the first host
     * @param shown a file as a person in the working directory would write it
     */
    public DifferenceText(String one, String other, UnaryOperator<String> shown) {
        this.one = one;
        this.other = other;
        this.text = new ExplanationText(shown);
    }

    public String of(String stack, List<Difference> differences) {
        if (differences.isEmpty()) {
            return "stack " + stack + " is the same on " + one + " and " + other + "\n";
        }
        StringBuilder out = new StringBuilder();
        for (Difference difference : differences) {
            out.append(difference.path()).append('\n');
            line(out, one, side(difference.one()));
            line(out, other, side(difference.other()));
            difference.why().forEach(reason -> line(out, "why", words(reason)));
        }
        return out.toString();
    }

    private void line(StringBuilder out, String head, String words) {
        int width = Math.max(3, Math.max(one.length(), other.length()));
        out.append("  ").append(head).repeat(" ", width - head.length() + 2);
        out.append(words).append('\n');
    }

    private String side(Explanation value) {
        return value.isThere()
                ? ExplanationText.value(value.value()) + "  (" + text.place(value.place()) + ")"
                : "not there";
    }

    private String words(Reason reason) {
        return switch (reason) {
            case Reason.OfVariable it ->
                    "%s: on %s %s, on %s %s"
                            .formatted(
                                    it.one().name(),
                                    one,
                                    text.state(it.one()),
                                    other,
                                    text.state(it.other()));
            case Reason.OfFile it ->
                    text.file(it.file())
                            + " is loaded on "
                            + name(it.first())
                            + " only, by "
                            + text.place(it.at());
            case Reason.OfRemoval it ->
                    name(it.first()) + ": " + text.words(it.step(), Location.of(""));
        };
    }

    private String name(boolean first) {
        return first ? one : other;
    }
}
