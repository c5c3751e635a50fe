package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.Observer;
import dev.gantry.apply.Pace;
import dev.gantry.fleet.Desired;
import dev.gantry.plan.Plan;
import dev.gantry.plan.Planner;
import dev.gantry.plan.Turn;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Does the same to the containers of the services that the command line names, on all hosts.
 *
 * @param consent asked before anything is done; not where nothing is to be done
 */
record Turning(Session session, Turn turn, Consumer<Plan> consent) {
    static final Option TIMEOUT =
            Option.one("timeout", 't', "SECONDS", "How long a container may take to stop");

    static ExitCode run(Session session, Turn turn) {
        return new Turning(session, turn, plan -> {}).run();
    }

    ExitCode run() {
        Arguments arguments = session.arguments();
        int timeout = arguments.number(TIMEOUT, 0, -1);
        Desired desired = session.desired(loaded());
        Set<String> named = ServiceNames.of(arguments.operands(), desired);
        Set<String> services = loaded().isEmpty() ? named : Set.of();
        try (EngineSource engines = session.engines()) {
            Plan plan =
                    Planner.turn(desired, new Observer(engines).observe(desired), turn, services);
            Plan paced = timeout < 0 ? plan : StopTimeout.apply(plan, timeout);
            if (paced.steps().isEmpty()) {
                session.console().say("Nothing to " + turn.verb() + ".");
            } else {
                consent.accept(paced);
            }
            Carrying carrying = new Carrying(session, engines, desired, Pace.standard());
            return ExitCode.of(carrying.out(paced), desired.deployments().size());
        }
    }

    /** What a service needs starts with it; all else is done to nothing but what is named. */
    private List<String> loaded() {
        return turn instanceof Turn.Start ? session.arguments().operands() : List.of();
    }
}
