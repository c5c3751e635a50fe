package dev.gantry.check;

import dev.gantry.diag.Problem.Severity;

/**
 * One thing that can be wrong with a fleet; {@code docs/checks.md} lists them.
 *
 * @param code what users call it, in {@code accept} and elsewhere: {@code database-on-share}
 * @param finds in one sentence without a full stop
 * @param wayOut likewise
 */
public record Rule(String code, Severity severity, String finds, String wayOut) {

    static Rule error(String code, String finds, String wayOut) {
        return new Rule(code, Severity.ERROR, finds, wayOut);
    }

    static Rule warning(String code, String finds, String wayOut) {
        return new Rule(code, Severity.WARNING, finds, wayOut);
    }
}
