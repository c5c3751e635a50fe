package dev.gantry.compose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table of rules keyed by path ({@code services.*.build.args}), walked down beside a document:
 * one step of the document is one step of the table. {@code *} stands for any key and for every
 * item of a list.
 */
final class Rules<T> {
    private static final String ANY = "*";
    private static final Rules<?> NONE = new Rules<>();

    private final Map<String, Rules<T>> children = new LinkedHashMap<>();
    private @Nullable T rule;

    private Rules() {}

    static <T> Rules<T> of(Map<String, T> table) {
        Rules<T> root = new Rules<>();
        table.forEach(root::add);
        return root;
    }

    private void add(String pattern, T value) {
        Rules<T> place = this;
        for (String step : pattern.split("\\.")) {
            place = place.children.computeIfAbsent(step, _ -> new Rules<>());
        }
        place.rule = value;
    }

    /** The rule for this very place. */
    Optional<T> rule() {
        return Optional.ofNullable(rule);
    }

    /** The rules below {@code key}; {@link #isEmpty()} when there are none. */
    Rules<T> below(String key) {
        if (children.isEmpty()) {
            return none();
        }
        Rules<T> exact = children.get(key);
        return exact != null ? exact : items();
    }

    /** The rules for every item of the list at this place. */
    Rules<T> items() {
        Rules<T> any = children.get(ANY);
        return any != null ? any : none();
    }

    /** Every place that has a rule, as the table writes it. */
    List<String> places() {
        List<String> places = new ArrayList<>();
        children.forEach((step, below) -> {
            if (below.rule != null) {
                places.add(step);
            }
            below.places().forEach(place -> places.add(step + "." + place));
        });
        return places;
    }

    /** Most places of a document have no rules: all of these share one table. */
    @SuppressWarnings("unchecked") // it holds no rule of any type
    private static <T> Rules<T> none() {
        return (Rules<T>) NONE;
    }

    boolean isEmpty() {
        return rule == null && children.isEmpty();
    }
}
