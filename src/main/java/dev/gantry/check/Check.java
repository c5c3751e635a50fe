package dev.gantry.check;

import dev.gantry.diag.Problem;
import dev.gantry.fleet.Desired;
import java.util.List;

/** Looks for one thing that is wrong with a fleet, before anything is touched. Pure. */
@FunctionalInterface
public interface Check {

    List<Problem> problems(Desired desired);
}
