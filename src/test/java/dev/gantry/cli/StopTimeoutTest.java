package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.plan.Action;
import dev.gantry.plan.Cause;
import dev.gantry.plan.DesiredNotation;
import dev.gantry.plan.Plan;
import dev.gantry.plan.Step;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StopTimeoutTest {
    private static final Action.ContainerRef OLD = new Action.ContainerRef("id", "shop-web-1");

    @Test
    void whateverIsStoppedGetsTheGrace() {
        Action.RecreateContainer recreate =
                new Action.RecreateContainer(
                        "shop@vps",
                        "shop-web-1",
                        1,
                        DesiredNotation.read("stack shop on vps\n  service web image=web:1\n")
                                .deployments()
                                .getFirst()
                                .project()
                                .services()
                                .firstEntry()
                                .getValue(),
                        OLD);
        Plan plan =
                plan(
                        new Action.StopContainer(OLD, Duration.ofSeconds(10)),
                        recreate,
                        new Action.PutInPlace(recreate),
                        new Action.PauseContainer(OLD));

        Plan quick = StopTimeout.apply(plan, 3);

        Duration grace = Duration.ofSeconds(3);
        assertThat(quick.steps())
                .extracting(Step::action)
                .containsExactly(
                        new Action.StopContainer(OLD, grace),
                        recreate.with(new Action.Handover(grace, true)),
                        new Action.PutInPlace(recreate.with(new Action.Handover(grace, true))),
                        new Action.PauseContainer(OLD));
        assertThat(recreate.handover().grace()).isNegative();
    }

    private static Plan plan(Action... actions) {
        List<Step> steps =
                List.of(actions).stream()
                        .map(action ->
                                new Step(
                                        1,
                                        "vps",
                                        "shop@vps",
                                        "web",
                                        action,
                                        Cause.of("test"),
                                        new TreeSet<>(),
                                        false))
                        .toList();
        return new Plan(steps, new LinkedHashMap<>(), new LinkedHashMap<>(), List.of());
    }
}
