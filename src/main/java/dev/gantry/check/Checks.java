package dev.gantry.check;

import dev.gantry.diag.Problems;
import dev.gantry.fleet.Desired;
import java.util.List;

/** All checks. */
public final class Checks {
    private static final List<Check> ALL =
            List.of(
                    new PublishedPorts(),
                    new ContainerNames(),
                    new ModelServices(),
                    new VramBudget());

    private Checks() {}

    public static List<Check> all() {
        return ALL;
    }

    /** What all checks find; errors mean that a part of the fleet cannot run as it is written. */
    public static Problems of(Desired desired) {
        Problems problems = new Problems();
        ALL.forEach(check -> problems.addAll(check.problems(desired)));
        return problems;
    }
}
