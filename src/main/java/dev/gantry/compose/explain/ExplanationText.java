package dev.gantry.compose.explain;

import dev.gantry.diag.Location;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Explanations for people: a line with the value and its place, and a line for each step. */
public final class ExplanationText {
    private static final int PHASE = "checks of values".length();

    private final UnaryOperator<String> shown;

    /**
     * @param shown a file as a person in the working directory would write it
     */
    public ExplanationText(UnaryOperator<String> shown) {
        this.shown = shown;
    }

    public String of(List<Explanation> explanations) {
        return explanations.stream().map(this::of).collect(Collectors.joining());
    }

    private String of(Explanation one) {
        StringBuilder text = new StringBuilder(one.path());
        if (!one.isThere()) {
            text.append(": not there");
        } else if (!isContainer(one.value())) {
            text.append(": ").append(value(one.value()));
        }
        text.append("  (").append(place(one.place())).append(")\n");
        if (!isPlain(one)) {
            for (Step step : one.steps()) {
                text.append("  ").append(step.phase());
                text.repeat(" ", PHASE - step.phase().length() + 2);
                text.append(words(step, one.place())).append('\n');
            }
        }
        return text.toString();
    }

    /** Written where the value stands, and left as it is. */
    private static boolean isPlain(Explanation one) {
        return one.steps().size() == 1
                && one.steps().getFirst() instanceof Step.Wrote wrote
                && wrote.note().isEmpty();
    }

    /** One step in words. */
    String words(Step step, Location here) {
        return switch (step) {
            case Step.Wrote it ->
                    place(it.at())
                            + (isContainer(it.value()) ? "" : ": " + value(it.value()))
                            + (it.note().isEmpty() ? "" : ", " + it.note());
            case Step.Filled it ->
                    value(it.value())
                            + it.variables().stream()
                                    .map(this::words)
                                    .collect(Collectors.joining());
            case Step.Brought it -> "from " + source(it) + at(it.at());
            case Step.Overrode it ->
                    place(it.at())
                            + (it.tag().isEmpty() ? "" : ", " + it.tag() + ",")
                            + " instead of "
                            + value(it.earlier())
                            + at(it.earlier().location());
            case Step.Joined it -> place(it.at()) + " is added to " + place(it.earlier());
            case Step.Became it ->
                    value(it.value()) + ", made of " + value(it.from()) + why(it.cause());
            case Step.Added it ->
                    (isContainer(it.value()) ? "added" : value(it.value()))
                            + why(it.cause())
                            + elsewhere(it.at(), here);
            case Step.Dropped it -> "not there" + why(it.cause()) + elsewhere(it.at(), here);
            case Step.Noted it -> it.words() + elsewhere(it.at(), here);
        };
    }

    private static String why(String cause) {
        return cause.isEmpty() ? "" : ", since " + cause;
    }

    private String words(Variable variable) {
        return "; " + variable.name() + " is " + state(variable);
    }

    /** What a variable is, and who says so. */
    String state(Variable variable) {
        return switch (variable.state()) {
            case SET -> text(variable.value()) + at(variable.place());
            case DEFAULT -> "not set, its default " + text(variable.value());
            case UNSET -> "not set";
        };
    }

    /** A file as a person would write it. */
    String file(String file) {
        return shown.apply(file);
    }

    private String elsewhere(Location at, Location here) {
        return at.equals(here) ? "" : " (" + place(at) + ")";
    }

    String at(Location at) {
        return (at.line() == 0 ? " in " : " at ") + place(at);
    }

    String place(Location at) {
        return new Location(shown.apply(at.source()), at.line(), at.column()).toString();
    }

    private String source(Step.Brought it) {
        String service = it.service().isEmpty() ? "" : "service " + it.service();
        String files = it.files().stream().map(shown).collect(Collectors.joining(", "));
        return service + (service.isEmpty() || files.isEmpty() ? "" : " of ") + files;
    }

    private static boolean isContainer(Node node) {
        return switch (node) {
            case MapNode map -> !map.isEmpty();
            case ListNode list -> !list.items().isEmpty();
            case ScalarNode _ -> false;
        };
    }

    static String value(Node node) {
        return switch (node) {
            case ScalarNode scalar -> scalar.isNull() ? "nothing" : text(scalar.text());
            case MapNode _, ListNode _ -> JsonWriter.compact(node);
        };
    }

    /** The text itself, in quotes where it would not be seen as it is. */
    private static String text(String text) {
        boolean clear =
                !text.isEmpty()
                        && text.equals(text.strip())
                        && text.chars().noneMatch(Character::isISOControl);
        return clear ? text : JsonWriter.compact(Json.of(text));
    }
}
