package dev.gantry.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.fleet.Desired;
import java.util.Random;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What holds for every fleet, tried on random ones; the name of a test is its seed. */
class PlannerPropertiesTest {
    private static final int FLEETS = 150;

    @TestFactory
    Stream<DynamicTest> settlesWithoutStartingAnythingEarly() {
        return seeds(PlannerPropertiesTest::settles);
    }

    /** From nothing, and then from one fleet to another: apply, and nothing is left to do. */
    private static void settles(long seed) {
        RandomFleet fleets = new RandomFleet(new Random(seed));
        Random order = new Random(seed);
        Model model = new Model();
        String first = fleets.text();
        for (String text : new String[] {first, fleets.changed(first), fleets.text()}) {
            Desired desired = DesiredNotation.read(text);
            UpOptions options =
                    new UpOptions(UpOptions.Recreate.DIVERGED, UpOptions.Pull.POLICY, true, false);
            Plan plan = Planner.up(desired, model.observed(desired), options);
            assertThat(plan.blocked()).as(text).isEmpty();
            model.apply(desired, plan, order);
            Plan again = Planner.up(desired, model.observed(desired), options);
            assertThat(PlanText.of(again))
                    .as(text + PlanText.of(plan))
                    .isEqualTo("Nothing to do\n");
        }
    }

    @TestFactory
    Stream<DynamicTest> sameInputSameText() {
        return seeds(seed -> {
            String text = new RandomFleet(new Random(seed)).text();
            assertThat(planned(text)).isEqualTo(planned(text));
        });
    }

    private static String planned(String text) {
        Desired desired = DesiredNotation.read(text);
        Plan plan = Planner.up(desired, new Model().observed(desired), UpOptions.defaults());
        return PlanText.of(plan) + plan.steps();
    }

    @TestFactory
    Stream<DynamicTest> stepsCanBeDoneOneByOne() {
        return seeds(seed -> {
            String text = new RandomFleet(new Random(seed)).text();
            Desired desired = DesiredNotation.read(text);
            Plan plan = Planner.up(desired, new Model().observed(desired), UpOptions.defaults());
            int number = 0;
            for (Step step : plan.steps()) {
                assertThat(step.number()).isEqualTo(++number);
                assertThat(step.after()).allMatch(before -> before < step.number());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> downLeavesNothing() {
        return seeds(seed -> {
            String text = new RandomFleet(new Random(seed)).text();
            Desired desired = DesiredNotation.read(text);
            Model model = new Model();
            Random order = new Random(seed);
            model.apply(
                    desired,
                    Planner.up(desired, model.observed(desired), UpOptions.defaults()),
                    order);
            DownOptions options = new DownOptions(true, false, true);
            model.apply(desired, Planner.down(desired, model.observed(desired), options), order);
            assertThat(model.observed(desired).hosts().values())
                    .as(text)
                    .allSatisfy(state -> {
                        Observed.Reachable host = (Observed.Reachable) state;
                        assertThat(host.containers()).isEmpty();
                        assertThat(host.networks()).isEmpty();
                        assertThat(host.volumes()).isEmpty();
                    });
        });
    }

    private static Stream<DynamicTest> seeds(LongConsumer property) {
        return IntStream.range(0, FLEETS)
                .mapToObj(seed ->
                        DynamicTest.dynamicTest("seed " + seed, () -> property.accept(seed)));
    }
}
