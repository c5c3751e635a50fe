package dev.gantry.diag;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Collects the problems of one run, so that all of them are told together. Not thread-safe. */
public final class Problems {
    private final LinkedHashSet<Problem> found = new LinkedHashSet<>();

    public void add(Problem problem) {
        found.add(problem);
    }

    public void error(Location location, String message) {
        add(Problem.error(location, message));
    }

    public void error(Location location, String message, String hint) {
        add(Problem.error(location, message, hint));
    }

    public void warning(Location location, String message, String hint) {
        add(Problem.warning(location, message, hint));
    }

    public void addAll(Iterable<Problem> problems) {
        problems.forEach(this::add);
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(Problem::isError);
    }

    public List<Problem> errors() {
        return found.stream().filter(Problem::isError).toList();
    }

    public List<Problem> warnings() {
        return found.stream().filter(problem -> !problem.isError()).toList();
    }

    /** Everything found, in the order of finding, without repetitions. */
    public List<Problem> all() {
        return List.copyOf(found);
    }

    /**
     * Ends the work when there is an error.
     *
     * @throws InputException with every problem found so far, errors and warnings
     */
    public void throwIfErrors() {
        if (hasErrors()) {
            throw new InputException(new ArrayList<>(found));
        }
    }
}
