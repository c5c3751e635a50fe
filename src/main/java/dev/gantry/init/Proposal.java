package dev.gantry.init;

import dev.gantry.diag.Problem;
import java.util.List;

/**
 * What {@code gantry init} would write.
 *
 * @param fleet the fleet's name
 * @param stacks the names of the stacks
 * @param text of the fleet file
 * @param envFiles that the examples become
 * @param notes what was left out, and what a person should look at
 */
public record Proposal(
        String fleet,
        List<String> stacks,
        String text,
        List<EnvProposal> envFiles,
        List<Problem> notes) {}
