package dev.gantry.apply;

import static dev.gantry.apply.Bench.await;
import static dev.gantry.apply.Bench.failure;
import static dev.gantry.apply.Bench.network;
import static dev.gantry.apply.Bench.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.compose.model.Readiness;
import dev.gantry.engine.FakeBehaviour;
import dev.gantry.engine.FakeEngine;
import dev.gantry.plan.Action;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting for containers: by events, by slow looks, and not for ever. */
@Timeout(30)
class WaitTest {
    private static final Duration SLOW_LOOK = Duration.ofSeconds(5);
    private static final Duration START_PERIOD = Duration.ofMinutes(20);
    private static final Duration REOPEN = Duration.ofSeconds(1);

    private final Bench bench = new Bench(Bench.WEB, "a");
    private final FakeEngine engine = bench.engine("a");

    private int awaiting(Readiness readiness, FakeBehaviour behaviour) {
        return awaiting(readiness, Action.Strictness.WHERE_CHECKED, behaviour);
    }

    private int awaiting(
            Readiness readiness, Action.Strictness strictness, FakeBehaviour behaviour) {
        return awaiting(await(readiness, strictness), behaviour);
    }

    private int awaiting(Action await, FakeBehaviour behaviour) {
        engine.behaves("shop-web-1", behaviour);
        int network = bench.step("a", network("shop_default"));
        int created = bench.step("a", bench.create(), network);
        int started = bench.step("a", new Action.StartContainer("shop-web-1"), created);
        return bench.step("a", await, started);
    }

    /** Runs, and lets something happen once the stream of events is open. */
    private Report runAndThen(Runnable happens) {
        engine.before(call -> {
            if (call.name().equals("events")) {
                engine.before(after -> {});
                Thread.ofPlatform().start(happens);
            }
        });
        return bench.run();
    }

    @Test
    void anEventEndsTheWait() {
        int wait = awaiting(Readiness.HEALTHY, new FakeBehaviour.NeverHealthy());

        Report report = runAndThen(() -> engine.health("shop-web-1", "healthy"));

        assertThat(outcome(report, wait)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void withoutEventsTheSlowLooksFindOut() {
        int wait = awaiting(Readiness.HEALTHY, new FakeBehaviour.HealthyAfter(4));

        Report report = bench.run(new ManualTime(SLOW_LOOK));

        assertThat(outcome(report, wait)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void anEngineWithoutEventsIsLookedAtInstead() {
        int wait = awaiting(Readiness.HEALTHY, new FakeBehaviour.HealthyAfter(6));
        engine.fail("events", "", 500, "no events today");

        Report report = bench.run(new ManualTime(REOPEN));

        assertThat(outcome(report, wait)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aContainerWithoutACheckIsHealthyWhenItRuns() {
        int wait = awaiting(Readiness.HEALTHY, new FakeBehaviour.Runs());

        assertThat(outcome(bench.run(), wait)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aStrictWaitForHealthWantsACheck() {
        int wait = awaiting(Readiness.HEALTHY, Action.Strictness.STRICT, new FakeBehaviour.Runs());

        assertThat(failure(bench.run(), wait).reason())
                .isEqualTo("container shop-web-1 has no health check");
    }

    @Test
    void whatIsNotRequiredIsToldAndPassedOver() {
        int wait =
                awaiting(Readiness.HEALTHY, Action.Strictness.OPTIONAL, new FakeBehaviour.Runs());

        assertThat(outcome(bench.run(), wait)).isInstanceOf(Outcome.Done.class);
        assertThat(bench.events)
                .contains(
                        new Event.StepProgress(
                                bench.steps.get(wait - 1),
                                "container shop-web-1 has no health check; it is not required",
                                0,
                                0));
    }

    @Test
    void anUnhealthyContainerFailsWithItsLastLines() {
        int wait = awaiting(Readiness.HEALTHY, new FakeBehaviour.NeverHealthy());

        Report report =
                runAndThen(() -> {
                    engine.prints("shop-web-1", true, "no such database");
                    engine.health("shop-web-1", "unhealthy");
                });

        assertThat(failure(report, wait).reason()).isEqualTo("container shop-web-1 is unhealthy");
        assertThat(failure(report, wait).details()).contains("  no such database");
    }

    @Test
    void aContainerThatEndsFailsWithItsExitCode() {
        int wait = awaiting(Readiness.HEALTHY, new FakeBehaviour.NeverHealthy());

        Report report = runAndThen(() -> engine.exit("shop-web-1", 3));

        assertThat(failure(report, wait).reason())
                .isEqualTo("container shop-web-1 ended with exit code 3");
        assertThat(failure(report, wait).details()).contains("exit code: 3");
    }

    @Test
    void completedWantsExitCodeZero() {
        int wait = awaiting(Readiness.COMPLETED, new FakeBehaviour.ExitsAfter(1, 0));

        assertThat(outcome(bench.run(new ManualTime(SLOW_LOOK)), wait))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void completedWithAnotherExitCodeFails() {
        int wait = awaiting(Readiness.COMPLETED, new FakeBehaviour.ExitsAfter(1, 2));

        assertThat(failure(bench.run(new ManualTime(SLOW_LOOK)), wait).reason())
                .isEqualTo("container shop-web-1 ended with exit code 2");
    }

    @Test
    void patienceEndsAndSaysWhatTheContainerIsAt() {
        int wait = awaiting(Readiness.HEALTHY, new FakeBehaviour.NeverHealthy());

        Report report = bench.run(new ManualTime(Bench.PACE.ready()));

        assertThat(failure(report, wait).reason())
                .startsWith("container shop-web-1 is not healthy after 120 s: health: starting");
    }

    @Test
    void whatTheFleetSaysIsTheWholeTime() {
        assertThat(Bench.PACE.ready(within(40), START_PERIOD)).isEqualTo(Duration.ofSeconds(40));
        assertThat(Bench.PACE.ready(within(0), START_PERIOD))
                .isEqualTo(Bench.PACE.ready().plus(START_PERIOD));
    }

    @Test
    void whatTheUserSaysGoesBeforeTheFleetAndTheUsual() {
        Pace asked = Bench.PACE.withWaitTimeout(SLOW_LOOK);

        assertThat(asked.ready(within(40), START_PERIOD)).isEqualTo(SLOW_LOOK.plus(START_PERIOD));
        assertThat(asked.ready(within(0), START_PERIOD)).isEqualTo(SLOW_LOOK.plus(START_PERIOD));
        assertThat(asked.withWaitTimeout(Duration.ZERO)).isEqualTo(Bench.PACE);
    }

    @Test
    void theTimeThatTheFleetGivesEnds() {
        int wait = awaiting(within(40), new FakeBehaviour.NeverHealthy());

        Report report = bench.run(new ManualTime(Duration.ofSeconds(40)));

        assertThat(failure(report, wait).reason())
                .startsWith("container shop-web-1 is not healthy after 40 s: health: starting");
    }

    private static Action.AwaitContainer within(int seconds) {
        return new Action.AwaitContainer(
                "shop-web-1",
                Readiness.HEALTHY,
                Action.Strictness.STRICT,
                Duration.ofSeconds(seconds));
    }

    @Test
    void aContainerThatIsTakenAwayFailsTheWait() {
        int wait = awaiting(Readiness.HEALTHY, new FakeBehaviour.NeverHealthy());

        Report report = runAndThen(() -> engine.removeContainer("shop-web-1", false));

        assertThat(failure(report, wait).reason()).isEqualTo("container shop-web-1 is gone");
    }

    @Test
    void anEngineThatGoesAwayFailsTheWait() {
        int wait = awaiting(Readiness.HEALTHY, new FakeBehaviour.NeverHealthy());
        engine.before(call -> {
            if (call.name().equals("events")) {
                engine.cut();
            }
        });

        Report report = bench.run();

        assertThat(failure(report, wait).reason()).contains("a");
    }
}
