package dev.gantry.cli;

import dev.gantry.diag.Problems;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.Environment;
import dev.gantry.plan.Action;
import dev.gantry.plan.Plan;
import java.util.List;

/**
 * The build arguments of a command line that come without a value: they take that of our own
 * environment, or of the deployment's env files. Where neither has one, the Compose file's is left
 * out, and the Dockerfile's default holds, as Docker Compose has it.
 */
record BuildArguments(Session session, Desired desired) {

    /** The plan with the values in it. */
    Plan of(Plan plan) {
        return plan.with(action -> action instanceof Action.BuildImage build ? of(build) : action);
    }

    private Action of(Action.BuildImage build) {
        List<String> asked = build.options().arguments();
        if (asked.stream().allMatch(one -> one.indexOf('=') >= 0)) {
            return build;
        }
        Environment environment =
                desired.deployments().stream()
                        .filter(one -> one.id().equals(build.deployment()))
                        .findFirst()
                        .map(this::environment)
                        .orElseThrow();
        return build.with(
                build.options().with(asked.stream().map(one -> valued(one, environment)).toList()));
    }

    private String valued(String argument, Environment environment) {
        if (argument.indexOf('=') >= 0) {
            return argument;
        }
        if (session.invocation().environment().containsKey(argument)) {
            return argument + "=" + session.invocation().variable(argument);
        }
        return environment.variables().containsKey(argument)
                ? argument + "=" + environment.value(argument)
                : argument;
    }

    /** What there is to tell of the env files has been told when the deployment was read. */
    private Environment environment(Deployment one) {
        return session.house()
                .environment(session, desired.fleet(), one.stack(), one.host(), new Problems());
    }
}
