package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.Observer;
import dev.gantry.apply.Pace;
import dev.gantry.cli.Fleetwide.Found;
import dev.gantry.diag.OperationException;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.fleet.Desired;
import dev.gantry.plan.DownOptions;
import dev.gantry.plan.Plan;
import dev.gantry.plan.Planner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code gantry wait}. */
final class WaitCommand implements Command {
    private static final Option DOWN_PROJECT =
            Option.flag("down-project", "Take the deployments down when the first container stops");

    @Override
    public Manual manual() {
        return new Manual(
                Verb.WAIT,
                "SERVICE [SERVICE...]",
                List.of(
                        "Waits for the running containers of the services, on every host that has them. Ends",
                        "with the exit code of the container that stops last."),
                List.of(DOWN_PROJECT),
                List.of(
                        new Manual.Example("gantry wait migrate", "for a job"),
                        new Manual.Example(
                                "gantry wait --down-project test", "and clean up behind it")));
    }

    @Override
    public ExitCode run(Session session) {
        Operands.some(session.arguments(), "the service", "gantry wait migrate");
        Desired desired = session.desired(List.of());
        try (EngineSource engines = session.engines();
                var _ = session.invocation().cancellation().onCancel(engines::close)) {
            Targets targets = Targets.of(session, desired, engines, session.arguments().operands());
            SequencedMap<String, Found> running = new LinkedHashMap<>();
            targets.running().forEach(one -> running.put(one.container().id(), one));
            if (running.isEmpty()) {
                throw new OperationException(
                        "no container of these services runs", "`gantry ps -a` lists them");
            }
            Waiting waiting = new Waiting(session, desired, engines, new AtomicInteger(-1));
            AtOnce<Integer> ended = AtOnce.ask(running, waiting::await, running.size());
            if (session.invocation().cancellation().cancelled()) {
                return ExitCode.CANCELLED;
            }
            ended.failures()
                    .forEach((id, why) -> session.console().failure(why.reason(), why.next()));
            return ended.failures().isEmpty() ? ExitCode.of(waiting.last().get()) : ExitCode.FAILED;
        }
    }

    /**
     * @param last the code of whoever ended last; negative before the first
     */
    private record Waiting(
            Session session, Desired desired, EngineSource engines, AtomicInteger last) {

        int await(Found one) {
            int code = one.calls(engines).awaitExit();
            session.console().printNow(line(one, code));
            boolean first = last.getAndSet(code) < 0;
            if (first && session.arguments().has(DOWN_PROJECT)) {
                down();
            }
            return code;
        }

        private String line(Found one, int code) {
            if (!session.console().json()) {
                return "container \""
                        + one.container().name()
                        + "\" exited with status code "
                        + code;
            }
            return JsonWriter.compact(
                    Json.object()
                            .put("Host", Json.of(one.host()))
                            .put("Service", Json.of(one.service()))
                            .put("Name", Json.of(one.container().name()))
                            .put("ExitCode", Json.of(code))
                            .build());
        }

        private void down() {
            Plan plan =
                    Planner.down(
                            desired,
                            new Observer(engines).observe(desired),
                            new DownOptions(false, false, false));
            new Carrying(session, engines, desired, Pace.standard()).out(plan);
        }
    }
}
