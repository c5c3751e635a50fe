package dev.gantry.diag;

import java.util.List;
import java.util.stream.Collectors;

/** The files are wrong. Holds every problem of the run. */
public final class InputException extends GantryException {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;

    public InputException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
