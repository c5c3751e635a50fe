package dev.gantry.server.store;

import dev.gantry.diag.OperationException;
import java.sql.SQLException;

/** The database cannot be reached, or is starting or stopping: later it may be there. */
public final class AwayException extends OperationException {
    private static final long serialVersionUID = 1L;

    AwayException(String message, String next, SQLException failure) {
        super(message, next, failure);
    }
}
