package dev.gantry.secret;

/** Why secrets cannot be had; never leaves the providers, who tell it as a problem. */
final class Unobtainable extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Fetched outcome;

    /**
     * @param outcome one that has no secrets
     */
    Unobtainable(Fetched outcome) {
        super("no secrets", null, false, false);
        this.outcome = outcome;
    }

    Fetched outcome() {
        return outcome;
    }
}
