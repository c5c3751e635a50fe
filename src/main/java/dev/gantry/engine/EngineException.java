package dev.gantry.engine;

import dev.gantry.diag.OperationException;
import dev.gantry.engine.http.UnreachableException;
import java.util.Objects;

/** A call to an engine failed. */
public final class EngineException extends OperationException {
    private static final long serialVersionUID = 1L;
    private final int status;

    /**
     * @param status the HTTP status, or 0 when there was no answer
     * @param message {@code cannot <what> on <engine>: <the engine's words>}
     */
    public EngineException(int status, String message, String next) {
        super(message, next);
        this.status = status;
    }

    public EngineException(int status, String message, String next, Throwable cause) {
        super(message, next, cause);
        this.status = status;
    }

    public int status() {
        return status;
    }

    @Override
    public String reason() {
        return getCause() instanceof UnreachableException away
                ? Objects.requireNonNullElse(away.getMessage(), getMessage())
                : getMessage();
    }

    /** The engine could not be reached, or went away. */
    public boolean unreachable() {
        return status == 0;
    }
}
