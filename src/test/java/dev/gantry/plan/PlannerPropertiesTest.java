package dev.gantry.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.fleet.Desired;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What holds for every fleet, tried on random ones. */
class PlannerPropertiesTest {

    @Test
    void settlesWithoutStartingAnythingEarly() {
        Seeds.all("settles without starting anything early", PlannerPropertiesTest::settles);
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
            model.requireOnlyUsedFiles();
            Plan again = Planner.up(desired, model.observed(desired), options);
            assertThat(PlanText.of(RandomFleet.withoutStrays(again)))
                    .as(text + PlanText.of(plan))
                    .isEqualTo("Nothing to do\n");
        }
    }

    @Test
    void movesToOtherProjectsAndLeavesNothingOfThoseOfBefore() {
        Seeds.all("moves to other projects", PlannerPropertiesTest::moves);
    }

    private static void moves(long seed) {
        String text = new RandomFleet(new Random(seed)).text();
        Random order = new Random(seed);
        Model model = new Model();
        UpOptions options = UpOptions.defaults();
        Desired before = DesiredNotation.read(text);
        model.apply(before, Planner.up(before, model.observed(before), options), order);
        Desired desired = DesiredNotation.read(RandomFleet.moved(text));
        Plan plan = Planner.up(desired, model.observed(desired), options);
        assertThat(plan.blocked()).as(text).isEmpty();
        model.apply(desired, plan, order);
        model.requireOnlyUsedFiles();
        assertThat(PlanText.of(Planner.up(desired, model.observed(desired), options)))
                .as(text + PlanText.of(plan))
                .isEqualTo("Nothing to do\n");
        assertThat(Planner.down(before, model.observed(before), new DownOptions(false, true, true)))
                .extracting(Plan::steps, InstanceOfAssertFactories.list(Step.class))
                .as(text)
                .allMatch(step -> step.action() instanceof Action.RemoveNetwork);
    }

    @Test
    void sameInputSameTextAndStepsThatCanBeDoneOneByOne() {
        Seeds.all("same input, same text", PlannerPropertiesTest::isOrderly);
    }

    private static void isOrderly(long seed) {
        String text = new RandomFleet(new Random(seed)).text();
        Plan plan = planned(text);
        Plan again = planned(text);
        assertThat(PlanText.of(again)).isEqualTo(PlanText.of(plan));
        assertThat(again.steps()).hasToString(plan.steps().toString());
        int number = 0;
        for (Step step : plan.steps()) {
            assertThat(step.number()).isEqualTo(++number);
            assertThat(step.after()).allMatch(before -> before < step.number());
        }
    }

    private static Plan planned(String text) {
        Desired desired = DesiredNotation.read(text);
        return Planner.up(desired, new Model().observed(desired), UpOptions.defaults());
    }

    @Test
    void downLeavesNothing() {
        Seeds.all("down leaves nothing", PlannerPropertiesTest::leavesNothing);
    }

    private static void leavesNothing(long seed) {
        String text = new RandomFleet(new Random(seed)).text();
        Desired desired = DesiredNotation.read(text);
        Model model = new Model();
        Random order = new Random(seed);
        model.apply(
                desired, Planner.up(desired, model.observed(desired), UpOptions.defaults()), order);
        DownOptions options = new DownOptions(true, false, true);
        model.apply(desired, Planner.down(desired, model.observed(desired), options), order);
        model.requireOnlyUsedFiles();
        assertThat(model.observed(desired).hosts().values())
                .as(text)
                .allSatisfy(state -> {
                    Observed.Reachable host = (Observed.Reachable) state;
                    assertThat(host.containers()).isEmpty();
                    assertThat(host.networks()).isEmpty();
                    assertThat(host.volumes()).isEmpty();
                });
    }
}
