package dev.gantry.check;

import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import java.util.List;

/**
 * What a check found.
 *
 * @param deployments {@code stack@host}, each once; empty where it is of none
 * @param message what is wrong, one sentence without a full stop
 * @param hint the way out
 * @param accepted the user's reason to leave it; empty unless {@code accept} has it
 */
public record Finding(
        Rule rule,
        Location location,
        List<String> deployments,
        String message,
        String hint,
        String accepted) {

    private static final Rule LOADING = Rule.warning("loading", "", "");

    /** What loading the files has warned of, with the code {@code loading}. */
    public static List<Finding> ofLoading(List<Problem> warnings) {
        return warnings.stream()
                .map(one ->
                        new Finding(
                                LOADING, one.location(), List.of(), one.message(), one.hint(), ""))
                .toList();
    }

    public boolean isAccepted() {
        return !accepted.isEmpty();
    }

    public boolean isError() {
        return rule.severity() == Problem.Severity.ERROR;
    }

    /** With its code at the end. */
    public Problem problem() {
        return new Problem(rule.severity(), location, message + " [" + rule.code() + "]", hint);
    }

    /** The same, found on more deployments. */
    Finding on(List<String> others) {
        return new Finding(rule, location, others, message, hint, accepted);
    }
}
