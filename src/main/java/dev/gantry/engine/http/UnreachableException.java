package dev.gantry.engine.http;

import java.io.IOException;

/** The engine could not be reached, for a reason that can be told in one line. */
public final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1L;
    private final String next;

    /**
     * @param reason one line without a full stop
     * @param next the command or step that gets the user further; may be empty
     */
    public UnreachableException(String reason, String next) {
        super(reason);
        this.next = next;
    }

    public String next() {
        return next;
    }
}
