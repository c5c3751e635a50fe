package dev.gantry.apply;

import static dev.gantry.apply.Bench.failure;
import static dev.gantry.apply.Bench.network;
import static dev.gantry.apply.Bench.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.compose.model.Readiness;
import dev.gantry.engine.ContainerSummary;
import dev.gantry.engine.FakeBehaviour;
import dev.gantry.engine.FakeEngine;
import dev.gantry.plan.Action;
import dev.gantry.plan.Hook;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A successor is put in place when it is ready; whatever happens before, the old one stays. */
@Timeout(30)
class SuccessionTest {
    private static final String REASON = "the new one goes, the old one stays";

    private final Bench bench = new Bench(Bench.WEB, "a");
    private final FakeEngine engine = bench.engine("a");
    private String old = "";
    private Action.RecreateContainer recreation = recreation("");
    private int put;
    private int dependent;

    private Action.RecreateContainer recreation(String id) {
        return new Action.RecreateContainer(
                "shop@a", "shop-web-1", 1, bench.web(), new Action.ContainerRef(id, "shop-web-1"));
    }

    @BeforeEach
    void oldOneRuns() {
        int network = bench.step("a", network("shop_default"));
        int created = bench.step("a", bench.create(), network);
        bench.step("a", new Action.StartContainer("shop-web-1"), created);
        assertThat(bench.run().complete()).isTrue();
        old = only().id();
        recreation = recreation(old);
        bench.steps.clear();
        bench.events.clear();
        engine.forgetJournal();
    }

    /** Steps 1 to 7: make, start, hooks, wait, hooks of the old one, put in place; a dependent. */
    private void plan(String postStart, String preStop) {
        String name = recreation.successor();
        int made = bench.step("a", new Action.MakeSuccessor(recreation));
        int started = bench.step("a", new Action.StartContainer(name), made);
        int hooked = bench.step("a", hook(name, Hook.Moment.POST_START, postStart), started);
        Action await =
                new Action.AwaitContainer(
                        name, Readiness.HEALTHY, Action.Strictness.WHERE_CHECKED, Duration.ZERO);
        int ready = bench.step("a", await, hooked);
        int last = bench.step("a", hook("shop-web-1", Hook.Moment.PRE_STOP, preStop), ready);
        put = bench.step("a", new Action.PutInPlace(recreation), made, ready, last);
        dependent = bench.step("a", network("dependent"), put);
    }

    private static Action hook(String name, Hook.Moment moment, String script) {
        Hook hook = new Hook(List.of("sh", "-c", script), "", false, "/", List.of());
        return new Action.RunHooks(name, moment, List.of(hook));
    }

    private ContainerSummary only() {
        List<ContainerSummary> all = engine.containers(List.of());
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private void assertThatTheOldOneStays() {
        assertThat(only().id()).isEqualTo(old);
        assertThat(only().name()).isEqualTo("shop-web-1");
        assertThat(only().state()).isEqualTo("running");
        assertThat(engine.volumes()).hasSize(1);
        assertThat(engine.mutations())
                .noneMatch(call -> call.target().equals(old) || call.target().equals("dependent"));
        assertThat(bench.events)
                .contains(new Event.StepProgress(bench.steps.get(put - 1), REASON, 0, 0));
    }

    @Test
    void itIsPutInPlaceWhenItIsReady() {
        plan("exit 0", "exit 0");
        engine.behaves(recreation.successor(), new FakeBehaviour.HealthyAfter(1));

        assertThat(bench.run().complete()).isTrue();

        assertThat(engine.mutations())
                .extracting(FakeEngine.Call::name)
                .containsSubsequence(
                        "createContainer",
                        "startContainer",
                        "stopContainer",
                        "removeContainer",
                        "renameContainer");
        assertThat(only().name()).isEqualTo("shop-web-1");
        assertThat(only().state()).isEqualTo("running");
        assertThat(only().id()).isNotEqualTo(old);
        assertThat(only().labels()).containsEntry("com.docker.compose.replace", old);
    }

    @Test
    void oneThatIsUnhealthyGoesAndItsLastLinesAreTold() {
        plan("exit 0", "exit 0");
        engine.behaves(recreation.successor(), new FakeBehaviour.UnhealthyAfter(1));
        engine.before(call -> {
            if (call.name().equals("startContainer")) {
                engine.prints(recreation.successor(), true, "no licence");
            }
        });

        Report report = bench.run();

        assertThat(failure(report, 4).reason())
                .isEqualTo("container " + recreation.successor() + " is unhealthy");
        assertThat(failure(report, 4).details()).contains("  no licence");
        assertThat(outcome(report, put)).isEqualTo(new Outcome.Skipped("step 4 failed"));
        assertThat(outcome(report, dependent)).isEqualTo(new Outcome.Skipped("step 4 failed"));
        assertThatTheOldOneStays();
    }

    @Test
    void oneThatEndsGoes() {
        plan("exit 0", "exit 0");
        engine.behaves(recreation.successor(), new FakeBehaviour.ExitsAfter(0, 3));

        assertThat(bench.run().complete()).isFalse();
        assertThatTheOldOneStays();
    }

    @Test
    void oneThatCannotBeStartedGoes() {
        plan("exit 0", "exit 0");
        engine.fail("startContainer", recreation.successor(), 500, "no such program");

        assertThat(failure(bench.run(), 2).reason()).contains("no such program");
        assertThatTheOldOneStays();
    }

    @Test
    void oneWhoseHookFailsGoes() {
        plan("exit 4", "exit 0");

        assertThat(failure(bench.run(), 3).reason()).contains("ended with code 4");
        assertThatTheOldOneStays();
    }

    @Test
    void oneWhoseOldContainerRefusesToGoGoes() {
        plan("exit 0", "exit 5");

        assertThat(failure(bench.run(), 5).reason()).contains("ended with code 5");
        assertThatTheOldOneStays();
    }

    @Test
    void oneThatIsWaitedForGoesWhenTheUserStops() {
        plan("exit 0", "exit 0");
        engine.behaves(recreation.successor(), new FakeBehaviour.NeverHealthy());
        Executor executor = bench.executor(new ManualTime());

        Report report =
                executor.execute(
                        bench.plan(),
                        event -> {
                            bench.events.add(event);
                            if (event instanceof Event.StepProgress it && it.step().number() == 4) {
                                executor.cancel();
                            }
                        });

        assertThat(report.cancelled()).isTrue();
        assertThat(outcome(report, put)).isEqualTo(new Outcome.Skipped("cancelled"));
        assertThatTheOldOneStays();
    }

    @Test
    void oneThatIsJustBeingMadeGoesWhenTheUserStops() {
        plan("exit 0", "exit 0");
        Executor executor = bench.executor(new ManualTime());
        engine.before(call -> {
            if (call.name().equals("createContainer")) {
                executor.cancel();
            }
        });

        Report report = executor.execute(bench.plan(), bench.events::add);

        assertThat(outcome(report, 1)).isInstanceOf(Outcome.Done.class);
        assertThat(outcome(report, 2)).isEqualTo(new Outcome.Skipped("cancelled"));
        assertThatTheOldOneStays();
    }

    @Test
    void anOldOneThatCannotBeStoppedStaysToo() {
        plan("exit 0", "exit 0");
        engine.fail("stopContainer", old, 500, "stuck in the kernel");

        assertThat(failure(bench.run(), put).reason()).contains("stuck in the kernel");
        assertThat(only().id()).isEqualTo(old);
    }

    @Test
    void oneThatCannotBeTakenAwayIsToldAsAFailure() {
        plan("exit 4", "exit 0");
        engine.fail("stopContainer", recreation.successor(), 500, "stuck in the kernel");

        assertThat(failure(bench.run(), put).reason()).contains("stuck in the kernel");
        assertThat(engine.containers(List.of())).hasSize(2);
    }

    @Test
    void whatIsGoneMeanwhileIsReplacedAllTheSame() {
        plan("exit 0", "exit 0");
        engine.before(call -> {
            if (call.name().equals("startContainer")) {
                engine.removeContainer(old, false);
            }
        });

        assertThat(bench.run(new ManualTime(Duration.ofDays(1))).complete()).isTrue();
        assertThat(only().name()).isEqualTo("shop-web-1");
    }
}
