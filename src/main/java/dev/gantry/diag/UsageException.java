package dev.gantry.diag;

/** The command line is wrong. */
public final class UsageException extends GantryException {
    private static final long serialVersionUID = 1L;
    private final String hint;

    public UsageException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    /** What to type instead; may be empty. */
    public String hint() {
        return hint;
    }
}
