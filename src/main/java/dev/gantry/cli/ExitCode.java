package dev.gantry.cli;

import dev.gantry.apply.Report;
import dev.gantry.diag.CancelledException;
import dev.gantry.diag.GantryException;
import dev.gantry.diag.InputException;
import dev.gantry.diag.OperationException;
import dev.gantry.diag.UsageException;

/** How the program ends, as other programs see it. From 64 up as in BSD's {@code sysexits.h}. */
public enum ExitCode {
    DONE(0),
    /** Nothing was done, or the one thing asked for failed. */
    FAILED(1),
    /** {@code gantry plan} found something to do. */
    CHANGES(2),
    /** Some of the fleet is as the files want it, some is not. */
    PARTLY(3),
    USAGE(64),
    INPUT(65),
    /** A fault in Gantry. */
    INTERNAL(70),
    /** The user stopped it: 128 and the number of SIGINT. */
    CANCELLED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static ExitCode of(GantryException wrong) {
        return switch (wrong) {
            case UsageException usage -> USAGE;
            case InputException input -> INPUT;
            case OperationException world -> FAILED;
            case CancelledException stopped -> CANCELLED;
        };
    }

    /**
     * The code for a plan that was carried out.
     *
     * @param deployments how many the plan was for; those that are left out among them
     */
    public static ExitCode of(Report report, int deployments) {
        if (report.cancelled()) {
            return CANCELLED;
        }
        if (report.complete()) {
            return DONE;
        }
        boolean restIsAsWanted =
                report.outcomes().isEmpty() && report.plan().blocked().size() < deployments;
        return report.anyDone() || restIsAsWanted ? PARTLY : FAILED;
    }
}
