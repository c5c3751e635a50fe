package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.build.BuildOrder;
import dev.gantry.build.CliBuild;
import dev.gantry.build.DockerProgram;
import dev.gantry.diag.UsageException;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.plan.Action;
import dev.gantry.plan.Plan;
import dev.gantry.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code build --check}: BuildKit looks at the Dockerfiles; each once, on the first host. */
record BuildChecks(Session session, EngineSource engines, Desired desired) {

    /** What a look depends on. */
    private record Looked(String stack, String service) {}

    /** Ends with 1 where there is something to say, as Docker Compose does. */
    ExitCode of(Plan plan) {
        Builds.require(plan, engines, desired);
        Set<Looked> looked = new LinkedHashSet<>();
        ExitCode code = ExitCode.DONE;
        for (Step step : plan.steps()) {
            if (step.action() instanceof Action.BuildImage build) {
                Deployment deployment = deployment(build);
                Looked one = new Looked(deployment.stack().name(), build.service().name());
                if (looked.add(one) && !fine(deployment, build)) {
                    code = ExitCode.FAILED;
                }
            }
        }
        return code;
    }

    private Deployment deployment(Action.BuildImage build) {
        return desired.deployments().stream()
                .filter(one -> one.id().equals(build.deployment()))
                .findFirst()
                .orElseThrow();
    }

    private boolean fine(Deployment deployment, Action.BuildImage build) {
        DockerProgram program =
                engines.builder(deployment.host())
                        .orElseThrow(() ->
                                new UsageException(
                                        "--check is of BuildKit: the engine's classic builder does"
                                                + " not know it",
                                        "install the docker CLI with its buildx plugin on this"
                                                + " machine"));
        BuildOrder order = new BuildOrder(deployment.project(), build.service(), build.options());
        List<String> lines = new ArrayList<>();
        int code = program.check(new CliBuild(order), lines::add);
        session.console().printLine(deployment.stack().name() + "/" + build.service().name());
        lines.stream().filter(line -> !line.startsWith("#")).forEach(session.console()::printLine);
        return code == 0;
    }
}
