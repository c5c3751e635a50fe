package dev.gantry.diag;

/** The user stopped the work. */
public final class CancelledException extends GantryException {
    private static final long serialVersionUID = 1L;

    public CancelledException(String message) {
        super(message);
    }
}
