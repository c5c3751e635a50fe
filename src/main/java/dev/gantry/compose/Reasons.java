package dev.gantry.compose;

import dev.gantry.compose.explain.Difference.Reason;
import dev.gantry.compose.explain.Explanation;
import dev.gantry.compose.explain.Step;
import dev.gantry.compose.explain.Variable;
import dev.gantry.diag.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Why two hosts do not have a value in common, as far as the two chains tell. */
final class Reasons {
    private final Comparing.Side one;
    private final Comparing.Side other;

    Reasons(Comparing.Side one, Comparing.Side other) {
        this.one = one;
        this.other = other;
    }

    List<Reason> of(Explanation first, Explanation second) {
        List<Reason> reasons = new ArrayList<>();
        variables(first, second, reasons);
        files(first, one, other, true, reasons);
        files(second, other, one, false, reasons);
        removal(first, true, reasons);
        removal(second, false, reasons);
        return reasons;
    }

    private void variables(Explanation first, Explanation second, List<Reason> reasons) {
        Map<String, Variable> left = variables(first);
        Map<String, Variable> right = variables(second);
        Set<String> names = new LinkedHashSet<>(left.keySet());
        names.addAll(right.keySet());
        for (String name : names) {
            Variable mine = left.getOrDefault(name, one.variable(name));
            Variable theirs = right.getOrDefault(name, other.variable(name));
            if (mine.state() != theirs.state() || !mine.value().equals(theirs.value())) {
                reasons.add(new Reason.OfVariable(mine, theirs));
            }
        }
    }

    private static Map<String, Variable> variables(Explanation of) {
        Map<String, Variable> found = new LinkedHashMap<>();
        for (Step step : of.steps()) {
            if (step instanceof Step.Filled filled) {
                filled.variables().forEach(variable -> found.put(variable.name(), variable));
            }
        }
        return found;
    }

    private static void files(
            Explanation of,
            Comparing.Side side,
            Comparing.Side than,
            boolean first,
            List<Reason> reasons) {
        Set<String> sources = new TreeSet<>();
        for (Step step : of.steps()) {
            if (step instanceof Step.Wrote wrote) {
                sources.add(wrote.at().source());
            }
        }
        for (String file : side.files()) {
            if (sources.contains(file) && !than.files().contains(file)) {
                Location at = side.host().files().getOrDefault(file, side.host().request().named());
                reasons.add(new Reason.OfFile(file, first, at));
            }
        }
    }

    private static void removal(Explanation of, boolean first, List<Reason> reasons) {
        if (!of.steps().isEmpty() && of.steps().getLast() instanceof Step.Dropped step) {
            reasons.add(new Reason.OfRemoval(first, step));
        }
    }
}
