package dev.gantry.compose;

import dev.gantry.compose.explain.Difference;
import dev.gantry.compose.explain.Explanation;
import dev.gantry.compose.explain.Variable;
import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one stack is on two hosts, side by side. */
public final class Comparing {
    private final Side one;
    private final Side other;
    private final List<Difference> differences = new ArrayList<>();

    private Comparing(Side one, Side other) {
        this.one = one;
        this.other = other;
    }

    /**
     * One of the two.
     *
     * @param variables where variables of the request are written
     * @param files where the fleet names the Compose files; by their absolute path
     */
    public record Host(
            LoadRequest request, Map<String, Location> variables, Map<String, Location> files) {}

    /** A host's project, loaded. */
    record Side(Host host, Explaining project) {

        static Side of(Host host) {
            return new Side(host, Explaining.load(host.request(), host.variables()));
        }

        List<String> files() {
            return project.loaded().files();
        }

        /** What the variable is here, whether or not a value asks for it. */
        Variable variable(String name) {
            return project.recording().values().containsKey(name)
                    ? project.recording().variable(name)
                    : new Variable(name, Variable.State.UNSET, "", host.request().named());
        }
    }

    /** What was found, in the order of the model. */
    public record Compared(List<Difference> differences, List<Problem> warnings) {}

    /**
     * Loads both and compares the models.
     *
     * @throws InputException with all problems found
     */
    public static Compared of(Host first, Host second) {
        Comparing comparing = new Comparing(Side.of(first), Side.of(second));
        comparing.compare(
                List.of(),
                comparing.one.project().loaded().model(),
                List.of(),
                comparing.other.project().loaded().model());
        Set<Problem> warnings = new LinkedHashSet<>(comparing.one.project().loaded().warnings());
        warnings.addAll(comparing.other.project().loaded().warnings());
        return new Compared(comparing.differences, List.copyOf(warnings));
    }

    private void compare(List<String> mine, Node left, List<String> theirs, Node right) {
        if (left instanceof MapNode a && right instanceof MapNode b) {
            Set<String> keys = new LinkedHashSet<>(a.keys());
            keys.addAll(b.keys());
            for (String key : keys) {
                if (a.has(key) && b.has(key)) {
                    compare(
                            longer(mine, key),
                            PathWords.child(a, key),
                            longer(theirs, key),
                            PathWords.child(b, key));
                } else {
                    alone(longer(mine, key), a.has(key));
                }
            }
        } else if (left instanceof ListNode a && right instanceof ListNode b) {
            items(mine, a.items(), theirs, b.items());
        } else if (!Escape.sameValue(left, right)) {
            add(one.project().explained(mine), other.project().explained(theirs));
        }
    }

    /** Items that are the same are paired first, wherever they stand, and the others in order. */
    private void items(List<String> mine, List<Node> left, List<String> theirs, List<Node> right) {
        List<Integer> restOfRight = new ArrayList<>();
        List<Integer> restOfLeft = new ArrayList<>();
        for (int i = 0; i < right.size(); i++) {
            restOfRight.add(i);
        }
        for (int i = 0; i < left.size(); i++) {
            Node item = left.get(i);
            Integer twin =
                    restOfRight.stream()
                            .filter(at -> Escape.sameValue(item, right.get(at)))
                            .findFirst()
                            .orElse(-1);
            if (!restOfRight.remove(twin)) {
                restOfLeft.add(i);
            }
        }
        int pairs = Math.min(restOfLeft.size(), restOfRight.size());
        for (int i = 0; i < pairs; i++) {
            int a = restOfLeft.get(i);
            int b = restOfRight.get(i);
            compare(
                    longer(mine, "[" + a + "]"),
                    left.get(a),
                    longer(theirs, "[" + b + "]"),
                    right.get(b));
        }
        restOfLeft.stream().skip(pairs).forEach(i -> alone(longer(mine, "[" + i + "]"), true));
        restOfRight.stream().skip(pairs).forEach(i -> alone(longer(theirs, "[" + i + "]"), false));
    }

    private void alone(List<String> path, boolean first) {
        Explaining here = first ? one.project() : other.project();
        Explaining there = first ? other.project() : one.project();
        Explanation present = here.explained(path);
        // The index of an item says nothing about the other list.
        Explanation absent =
                path.getLast().startsWith("[")
                        ? Explanation.absent(present.path())
                        : there.absent(present.path());
        add(first ? present : absent, first ? absent : present);
    }

    private void add(Explanation first, Explanation second) {
        String path = first.isThere() ? first.path() : second.path();
        differences.add(
                new Difference(path, first, second, new Reasons(one, other).of(first, second)));
    }

    private static List<String> longer(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }
}
