package dev.gantry.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gantry.engine.ContainerSummary;
import dev.gantry.fleet.Desired;
import dev.gantry.plan.Action;
import dev.gantry.plan.DesiredNotation;
import dev.gantry.plan.DownOptions;
import dev.gantry.plan.Plan;
import dev.gantry.plan.PlanText;
import dev.gantry.plan.Planner;
import dev.gantry.plan.RandomFleet;
import dev.gantry.plan.Seeds;
import dev.gantry.plan.Step;
import dev.gantry.plan.UpOptions;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for every fleet however often its plan is interrupted, tried on random ones. */
class InterruptionPropertiesTest {
    private static final List<String> HOSTS = List.of("vps", "gpu", "nas");
    private static final List<String> IMAGES =
            List.of("i0:v1", "i1:v1", "i2:v1", "i0:v2", "i1:v2", "i2:v2");
    private static final UpOptions OPTIONS =
            new UpOptions(UpOptions.Recreate.DIVERGED, UpOptions.Pull.POLICY, true, false);
    private static final int REQUESTS = 60;

    /** Each fleet is planned and applied up to ten times. */
    private static final int COST = 5;

    @Test
    void anInterruptedRunIsContinuedToTheSameEnd() {
        Seeds.all(
                "an interrupted run is continued to the same end",
                COST,
                InterruptionPropertiesTest::isContinued);
    }

    private static void isContinued(long seed) {
        Random random = new Random(seed);
        RandomFleet fleets = new RandomFleet(random);
        String first = fleets.text();
        String second = random.nextInt(4) == 0 ? fleets.text() : fleets.changed(first);
        FakeFleet broken = continued(first, second, random, seed);
        goes(broken, DesiredNotation.read(first), false, random);
        goes(broken, DesiredNotation.read(second), true, random);
        assertOnlyForeign(broken, first + "\n" + second);
    }

    @Test
    void anInterruptedMoveToOtherProjectsIsContinuedToTheSameEnd() {
        Seeds.all(
                "an interrupted move is continued to the same end",
                COST,
                InterruptionPropertiesTest::isMoved);
    }

    private static void isMoved(long seed) {
        Random random = new Random(seed);
        String first = new RandomFleet(random).text();
        String second = RandomFleet.moved(first);
        FakeFleet broken = continued(first, second, random, seed);
        goes(broken, DesiredNotation.read(second), true, random);
        goes(broken, DesiredNotation.read(first), false, random);
        assertOnlyForeign(broken, first + "\n" + second);
    }

    /** Two fleets that go from the first to the second, this one with interruptions. */
    private static FakeFleet continued(String first, String second, Random random, long seed) {
        Desired before = DesiredNotation.read(first);
        FakeFleet whole = settled(before, seed);
        FakeFleet broken = settled(before, seed);
        Set<String> volumes = Snapshot.volumes(whole);
        assertThat(Snapshot.volumes(broken)).isEqualTo(volumes);

        Desired desired = DesiredNotation.read(second);
        whole.apply(desired, plan(whole, desired), random);
        assertThat(rest(whole, desired)).as(second).isEqualTo("Nothing to do\n");
        String story = first + "\n" + second + "\n" + interrupted(broken, desired, random);
        assertThat(rest(broken, desired)).as(story).isEqualTo("Nothing to do\n");
        assertThat(Snapshot.of(broken, volumes).lines())
                .as(story)
                .containsExactlyElementsOf(Snapshot.of(whole, volumes).lines().toList());
        assertThat(Snapshot.volumes(broken)).as(story).containsAll(volumes);
        assertThat(Snapshot.missingFiles(broken)).as(story).isEmpty();
        return broken;
    }

    /** What is to be done yet, in words. */
    private static String rest(FakeFleet fleet, Desired desired) {
        return PlanText.of(RandomFleet.withoutStrays(plan(fleet, desired)));
    }

    /** Begins the same several times, and ends it with the last; the plans, in words. */
    private static String interrupted(FakeFleet fleet, Desired desired, Random random) {
        StringBuilder plans = new StringBuilder();
        for (int cuts = 1 + random.nextInt(3); cuts > 0; cuts--) {
            Plan plan = plan(fleet, desired);
            plans.append(PlanText.of(plan));
            fleet.apply(desired, plan, random, random.nextInt(REQUESTS));
            assertSomebodyRunsWhereTheNewOneStartsFirst(fleet, plan);
        }
        Plan last = plan(fleet, desired);
        fleet.apply(desired, last, random);
        return plans + PlanText.of(last);
    }

    private static void assertSomebodyRunsWhereTheNewOneStartsFirst(FakeFleet fleet, Plan plan) {
        for (Step step : plan.steps()) {
            if (step.action() instanceof Action.PutInPlace put) {
                List<String> running =
                        fleet.engine(step.host()).containers(List.of()).stream()
                                .filter(one -> one.state().equals("running"))
                                .map(ContainerSummary::name)
                                .toList();
                Action.RecreateContainer replaced = put.recreation();
                assertThat(running)
                        .as(PlanText.of(plan))
                        .containsAnyOf(
                                replaced.old().name(), replaced.successor(), replaced.name());
            }
        }
    }

    private static void assertOnlyForeign(FakeFleet fleet, String story) {
        assertThat(Snapshot.of(fleet, Set.of()))
                .as(story)
                .doesNotContain("_data", "_back", "_default")
                .contains("network bridge", "network s0_foreign", "volume s0_foreign");
        assertThat(fleet.engines().values())
                .as(story)
                .allSatisfy(engine ->
                        assertThat(engine.containers(List.of()))
                                .extracting("name", "state")
                                .containsExactlyInAnyOrder(
                                        tuple("s0-foreign-1", "running"),
                                        tuple("other-c0-1", "running")));
    }

    /** The same seed makes the same, down to the ids. */
    private static FakeFleet settled(Desired desired, long seed) {
        FakeFleet fleet = new FakeFleet(HOSTS, IMAGES);
        fleet.apply(desired, plan(fleet, desired), new Random(seed));
        return fleet;
    }

    private static Plan plan(FakeFleet fleet, Desired desired) {
        Plan plan = Planner.up(desired, fleet.observe(desired), OPTIONS);
        assertThat(plan.blocked()).isEmpty();
        return plan;
    }

    private static void goes(FakeFleet fleet, Desired desired, boolean networks, Random random) {
        DownOptions options = new DownOptions(true, true, networks);
        fleet.apply(
                desired,
                Planner.down(desired, fleet.observe(desired), options),
                random,
                random.nextInt(REQUESTS));
        fleet.apply(desired, Planner.down(desired, fleet.observe(desired), options), random);
    }
}
