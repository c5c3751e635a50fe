package dev.gantry.cli;

import dev.gantry.apply.Report;
import dev.gantry.diag.CancelledException;
import dev.gantry.diag.GantryException;
import dev.gantry.diag.InputException;
import dev.gantry.diag.OperationException;
import dev.gantry.diag.UsageException;
import java.util.List;

/** How the program ends, as other programs see it. From 64 up as in BSD's {@code sysexits.h}. */
public record ExitCode(int number) {
    public static final ExitCode DONE = new ExitCode(0);

    /** Nothing was done, or the one thing asked for failed. */
    public static final ExitCode FAILED = new ExitCode(1);

    /** {@code gantry plan} found something to do. */
    public static final ExitCode CHANGES = new ExitCode(2);

    /** Some of the fleet is as the files want it, some is not. */
    public static final ExitCode PARTLY = new ExitCode(3);

    public static final ExitCode USAGE = new ExitCode(64);

    public static final ExitCode INPUT = new ExitCode(65);

    /** A fault in Gantry. */
    public static final ExitCode INTERNAL = new ExitCode(70);

    /** The user stopped it: 128 and the number of SIGINT. */
    public static final ExitCode CANCELLED = new ExitCode(130);

    /** Those that are Gantry's own. */
    public static List<ExitCode> own() {
        return List.of(DONE, FAILED, CHANGES, PARTLY, USAGE, INPUT, INTERNAL, CANCELLED);
    }

    /**
     * That of a container's process, for the verbs that stand for it: {@code exec}, {@code run}.
     */
    static ExitCode of(int container) {
        return new ExitCode(container & 0xff);
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
