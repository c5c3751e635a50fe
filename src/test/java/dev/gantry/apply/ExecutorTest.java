package dev.gantry.apply;

import static dev.gantry.apply.Bench.await;
import static dev.gantry.apply.Bench.failure;
import static dev.gantry.apply.Bench.network;
import static dev.gantry.apply.Bench.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.compose.model.Readiness;
import dev.gantry.engine.ApiVersion;
import dev.gantry.engine.EngineVersion;
import dev.gantry.engine.EventOptions;
import dev.gantry.engine.EventStream;
import dev.gantry.engine.FakeBehaviour;
import dev.gantry.engine.FakeEngine;
import dev.gantry.plan.Action;
import dev.gantry.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ExecutorTest {

    @Test
    void stepsFollowTheirPredecessorsAndEventsTheirOrder() {
        Bench bench = new Bench(Bench.WEB, "a");
        int network = bench.step("a", network("shop_default"));
        int created = bench.step("a", bench.create(), network);
        int started = bench.step("a", new Action.StartContainer("shop-web-1"), created);
        bench.step("a", await(Readiness.STARTED), started);

        Report report = bench.run();

        assertThat(report.complete()).isTrue();
        assertThat(report.outcomes().keySet()).containsExactly(1, 2, 3, 4);
        assertThat(bench.engine("a").mutations())
                .extracting(FakeEngine.Call::name)
                .containsExactly("createNetwork", "createContainer", "startContainer");
        assertThat(bench.events).first().isInstanceOf(Event.PlanStarted.class);
        assertThat(bench.events).last().isEqualTo(new Event.PlanEnded(report));
        assertThat(numbers(bench.events)).containsExactly(1, 1, 2, 2, 3, 3, 4, 4);
    }

    private static List<Integer> numbers(List<Event> events) {
        return events.stream()
                .map(event ->
                        switch (event) {
                            case Event.StepStarted it -> it.step().number();
                            case Event.StepEnded it -> it.step().number();
                            case Event.StepProgress it -> 0;
                            case Event.PlanStarted it -> 0;
                            case Event.PlanEnded it -> 0;
                        })
                .filter(number -> number > 0)
                .toList();
    }

    /** Each call waits until as many are in flight as are allowed: with fewer it would hang. */
    @Test
    void asManyStepsAsAllowedAreUnderWayAtOneEngineAndNoMore() {
        Bench bench = new Bench(Bench.WEB, "a");
        for (int i = 0; i < 30; i++) {
            bench.step("a", network("n" + i));
        }
        CyclicBarrier allowed = new CyclicBarrier(Bench.PACE.callsPerEngine());
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        bench.engine("a")
                .before(call -> {
                    if (call.mutating()) {
                        most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                        meet(allowed);
                        inFlight.decrementAndGet();
                    }
                });

        assertThat(bench.run().complete()).isTrue();
        assertThat(most).hasValue(Bench.PACE.callsPerEngine());
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Three containers that never get ready would fill the engine's room if waiting counted. */
    @Test
    void waitingTakesNoRoomFromWork() {
        Bench bench = new Bench(Bench.WEB, "a");
        int started = started(bench, new FakeBehaviour.NeverHealthy());
        for (int i = 0; i < Bench.PACE.callsPerEngine(); i++) {
            bench.step("a", await(Readiness.HEALTHY), started);
        }
        int last = bench.step("a", network("late"), started);
        Executor executor = bench.executor(new ManualTime());

        Report report =
                executor.execute(
                        bench.plan(),
                        event -> {
                            if (event instanceof Event.StepEnded it && it.step().number() == last) {
                                executor.cancel();
                            }
                        });

        assertThat(outcome(report, last)).isInstanceOf(Outcome.Done.class);
        assertThat(report.cancelled()).isTrue();
    }

    private static int started(Bench bench, FakeBehaviour behaviour) {
        bench.engine("a").behaves("shop-web-1", behaviour);
        int network = bench.step("a", network("shop_default"));
        int created = bench.step("a", bench.create(), network);
        return bench.step("a", new Action.StartContainer("shop-web-1"), created);
    }

    @Test
    void behindAFailureEverythingIsSkippedAndTheRestGoesOn() {
        Bench bench = new Bench(Bench.WEB, "a", "b");
        int broken = bench.step("a", network("broken"));
        int behind = bench.step("a", network("behind"), broken);
        int further = bench.step("b", network("further"), behind);
        int other = bench.step("b", network("other"));
        bench.engine("a").fail("createNetwork", "broken", 500, "no more subnets");

        Report report = bench.run();

        assertThat(failure(report, broken).reason()).contains("no more subnets").contains("a");
        assertThat(outcome(report, behind)).isEqualTo(new Outcome.Skipped("step 1 failed"));
        assertThat(outcome(report, further)).isEqualTo(new Outcome.Skipped("step 1 failed"));
        assertThat(outcome(report, other)).isInstanceOf(Outcome.Done.class);
        assertThat(report.complete()).isFalse();
        assertThat(report.anyDone()).isTrue();
    }

    @Test
    void cancellingLetsTheCallUnderWayFinishAndStartsNoOther() {
        Bench bench = new Bench(Bench.WEB, "a");
        int first = bench.step("a", network("first"));
        int second = bench.step("a", network("second"), first);
        Executor executor = bench.executor(new ManualTime());
        bench.engine("a")
                .before(call -> {
                    if (call.mutating()) {
                        executor.cancel();
                    }
                });

        Report report = executor.execute(bench.plan(), bench.events::add);

        assertThat(report.cancelled()).isTrue();
        assertThat(outcome(report, first)).isInstanceOf(Outcome.Done.class);
        assertThat(outcome(report, second)).isEqualTo(new Outcome.Skipped("cancelled"));
        assertThat(bench.engine("a").mutations()).hasSize(1);
    }

    @Test
    void whatWasCancelledBeforeItBeganDoesNothing() {
        Bench bench = new Bench(Bench.WEB, "a");
        bench.step("a", network("first"));
        Executor executor = bench.executor(new ManualTime());
        executor.cancel();

        Report report = executor.execute(bench.plan(), bench.events::add);

        assertThat(outcome(report, 1)).isEqualTo(new Outcome.Skipped("cancelled"));
        assertThat(bench.engine("a").journal()).isEmpty();
    }

    @Test
    void aWaitEndsAtOnceWhenCancelled() {
        Bench bench = new Bench(Bench.WEB, "a");
        int started = started(bench, new FakeBehaviour.NeverHealthy());
        int wait = bench.step("a", await(Readiness.HEALTHY), started);
        Executor executor = bench.executor(new ManualTime());

        Report report =
                executor.execute(
                        bench.plan(),
                        event -> {
                            if (event instanceof Event.StepProgress) {
                                executor.cancel();
                            }
                        });

        assertThat(outcome(report, wait)).isEqualTo(new Outcome.Skipped("cancelled"));
    }

    /** The engine hangs until it is closed, as a dead connection does. */
    @Test
    void aCallThatHangsIsLeftBehindWhenTheGraceIsOver() {
        Bench bench = new Bench(Bench.WEB, "a");
        bench.step("a", network("first"));
        Executor executor = bench.executor(new ManualTime(Bench.PACE.grace()));
        hangUntilClosed(bench.engine("a"), executor::cancel);

        Report report = executor.execute(bench.plan(), bench.events::add);

        assertThat(failure(report, 1).reason()).isEqualTo("cancelled while under way");
        assertThat(failure(report, 1).next()).contains("run the same command again");
    }

    @Test
    void aStepThatGetsNoAnswerFailsWhenItsTimeIsOver() {
        Bench bench = new Bench(Bench.WEB, "a");
        bench.step("a", network("first"));
        hangUntilClosed(bench.engine("a"), () -> {});

        Report report = bench.run(new ManualTime(Bench.PACE.step()));

        assertThat(failure(report, 1).reason()).isEqualTo("no answer from host a for 60 s");
    }

    private static void hangUntilClosed(FakeEngine engine, Runnable then) {
        CountDownLatch closed = new CountDownLatch(1);
        EventStream untilClosed = engine.events(new EventOptions(List.of(), "", ""));
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    while (untilClosed.next().isPresent()) {
                        // Only its end counts.
                    }
                    closed.countDown();
                });
        engine.before(call -> {
            if (call.mutating()) {
                then.run();
                pass(closed);
            }
        });
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void whatIsThereOrGoneAlreadyCountsAsDone() {
        Bench bench = new Bench(Bench.WEB, "a");
        FakeEngine engine = bench.engine("a");
        bench.step("a", network("shop_default"));
        bench.run();
        Action.ContainerRef gone = new Action.ContainerRef("0123456789abcdef", "gone");
        bench.step("a", new Action.RemoveNetwork("no-such-id", "gone"));
        bench.step("a", new Action.StopContainer(gone, Duration.ofSeconds(1)));
        bench.step("a", new Action.RemoveContainer(gone, true));
        bench.step("a", new Action.RemoveVolume("gone"));
        engine.fail("removeVolume", "gone", 404, "no such volume");

        assertThat(bench.run().complete()).isTrue();
    }

    @Test
    void nothingIsBegunWhenAnEngineCannotDoAStep() {
        Bench bench =
                new Bench(
                        Bench.WEB.replace("\"command\": null", "\"annotations\": {\"a\": \"b\"}"),
                        "a");
        bench.engine("a")
                .version(new EngineVersion(new ApiVersion("1.41"), "20.10.24", "linux", "amd64"));
        int network = bench.step("a", network("shop_default"));
        int created = bench.step("a", bench.create(), network);

        Report report = bench.run();

        assertThat(failure(report, created).reason())
                .isEqualTo(
                        "annotations: needs Engine API 1.43; this engine (20.10.24) speaks 1.41");
        assertThat(outcome(report, network))
                .isEqualTo(new Outcome.Skipped("nothing was begun: step 2 cannot be done"));
        assertThat(bench.engine("a").mutations()).isEmpty();
    }

    @Test
    void progressOfAPullIsToldAndItsFailureHasAReason() {
        Bench bench = new Bench(Bench.WEB, "a");
        bench.engine("a").published("lab/new:1");
        int pulled = bench.step("a", new Action.PullImage("lab/new:1", ""));
        int missing = bench.step("a", new Action.PullImage("lab/none:1", ""));

        Report report = bench.run();

        assertThat(outcome(report, pulled)).isInstanceOf(Outcome.Done.class);
        assertThat(failure(report, missing).reason()).contains("lab/none:1");
        Step step = bench.steps.getFirst();
        assertThat(bench.events)
                .contains(new Event.StepProgress(step, "Downloading 0123456789ab", 512, 1024));
    }

    @Test
    void aBugOfOursIsThrownAndNotTurnedIntoAnOutcome() {
        Bench bench = new Bench(Bench.WEB, "a");
        bench.step("a", network("first"));
        bench.engine("a")
                .before(call -> {
                    if (call.mutating()) {
                        throw new IllegalStateException("our bug");
                    }
                });

        assertThatThrownBy(bench::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("our bug");
    }
}
