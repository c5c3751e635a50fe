package dev.gantry.diag;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Collects the problems of one run, so that all of them are told together. Nobody reads hundreds,
 * and a file made for it has hundreds of thousands: beyond a limit errors end the work, and
 * warnings are left out. Not thread-safe.
 */
public final class Problems {
    private static final int MOST_ERRORS = 100;
    private static final int MOST_WARNINGS = 1000;

    private final LinkedHashSet<Problem> found = new LinkedHashSet<>();
    private int errors;
    private int told;
    private int warnings;

    /**
     * Takes in one problem.
     *
     * @throws InputException with everything found, when there are too many errors to go on
     */
    public void add(Problem problem) {
        if (!problem.isError()) {
            addWarning(problem);
            return;
        }
        told++;
        if (found.add(problem)) {
            errors++;
            if (errors == MOST_ERRORS) {
                String left = "only the first " + MOST_ERRORS + " errors are told";
                found.add(Problem.error(problem.location(), left, "mend these first"));
                throw new InputException(all());
            }
        }
    }

    private void addWarning(Problem problem) {
        if (warnings < MOST_WARNINGS && found.add(problem)) {
            warnings++;
            if (warnings == MOST_WARNINGS) {
                String left = "only the first " + MOST_WARNINGS + " warnings are told";
                found.add(Problem.warning(problem.location(), left, ""));
            }
        }
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
        return errors > 0;
    }

    /**
     * How often an error was added, be it one that was known: whether a part of the work was sound
     * shows by comparing.
     */
    public int errorsTold() {
        return told;
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
