package dev.gantry.diag;

import java.util.Objects;

/**
 * Everything that Gantry itself reports as gone wrong. The kinds are few, since each boundary maps
 * them all: exit codes on the command line, problem documents over HTTP. Anything else that is
 * thrown is a bug of ours.
 */
public abstract sealed class GantryException extends RuntimeException
        permits InputException, UsageException, OperationException, CancelledException {
    private static final long serialVersionUID = 1L;

    GantryException(String message) {
        super(message);
    }

    GantryException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }
}
