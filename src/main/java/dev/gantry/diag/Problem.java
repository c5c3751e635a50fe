package dev.gantry.diag;

/**
 * Something that is wrong, or odd, in what the user wrote.
 *
 * @param severity errors stop the work, warnings are told
 * @param location where it stands
 * @param message what is wrong, one sentence without a full stop; never holds a secret; cut where
 *     it quotes an endless text
 * @param hint what to do about it; empty when there is nothing useful to say
 */
public record Problem(Severity severity, Location location, String message, String hint) {

    private static final int LONGEST = 4000;

    public Problem {
        message = message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
    }

    /** Whether the work can go on. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public static Problem error(Location location, String message, String hint) {
        return new Problem(Severity.ERROR, location, message, hint);
    }

    public static Problem error(Location location, String message) {
        return error(location, message, "");
    }

    public static Problem warning(Location location, String message, String hint) {
        return new Problem(Severity.WARNING, location, message, hint);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@code file:line:column: message (hint)}. */
    @Override
    public String toString() {
        String text = location + ": " + message;
        return hint.isEmpty() ? text : text + " (" + hint + ")";
    }
}
