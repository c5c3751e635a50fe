package dev.gantry.diag;

/** The world says no: an engine does not answer, an image is missing, a key is refused. */
public non-sealed class OperationException extends GantryException {
    private static final long serialVersionUID = 1L;
    private final String next;

    /**
     * @param message what failed, on which host, and why, in one line
     * @param next the command or step that gets the user further; may be empty
     */
    public OperationException(String message, String next) {
        super(message);
        this.next = next;
    }

    public OperationException(String message, String next, Throwable cause) {
        super(message, cause);
        this.next = next;
    }

    /** Why alone, for a reader who knows already what failed and on which host. */
    public String reason() {
        return getMessage();
    }

    public String next() {
        return next;
    }
}
