package dev.gantry.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.plan.Action;
import dev.gantry.plan.Hook;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hooks in the container of a fake engine. */
class HookTest {
    private final Bench bench = new Bench(Bench.WEB, "a");
    private final int network = bench.step("a", Bench.network("shop_default"));
    private final int created = bench.step("a", bench.create(), network);

    private static Action hooks(Hook.Moment moment, String... scripts) {
        return new Action.RunHooks(
                "shop-web-1",
                moment,
                List.of(scripts).stream()
                        .map(script ->
                                new Hook(
                                        List.of("sh", "-c", script),
                                        "",
                                        false,
                                        "/tmp",
                                        List.of("COLOUR=blue", "BARE")))
                        .toList());
    }

    private int started() {
        return bench.step("a", new Action.StartContainer("shop-web-1"), created);
    }

    private List<String> printed() {
        return bench.events.stream()
                .filter(Event.StepProgress.class::isInstance)
                .map(event -> ((Event.StepProgress) event).words())
                .toList();
    }

    @Test
    void commandsRunInTheirOrderAndWhatTheyPrintIsTold() {
        bench.step(
                "a",
                hooks(
                        Hook.Moment.POST_START,
                        "echo $COLOUR; echo warning >&2",
                        "pwd; echo same; echo same"),
                started());

        assertThat(bench.run().complete()).isTrue();
        assertThat(printed()).containsExactly("blue", "warning", "/tmp", "same", "same");
    }

    @Test
    void theFirstCommandThatFailsEndsItAndWhateverComesAfter() {
        Action run = hooks(Hook.Moment.POST_START, "echo no licence; exit 4", "echo never");
        int failing = bench.step("a", run, started());
        int next = bench.step("a", Bench.network("n"), failing);

        Report report = bench.run();

        assertThat(Bench.failure(report, failing).reason())
                .isEqualTo("post_start in container shop-web-1 ended with code 4: no licence");
        assertThat(Bench.outcome(report, next)).isInstanceOf(Outcome.Skipped.class);
        assertThat(printed()).containsExactly("no licence");
    }

    @Test
    void whatDoesNotRunIsStoppedWithoutHooksAndNotStartedWithThem() {
        Action.ContainerRef web = new Action.ContainerRef("shop-web-1", "shop-web-1");
        int before = bench.step("a", hooks(Hook.Moment.PRE_STOP, "exit 1"), created);
        bench.step("a", new Action.StopContainer(web, Duration.ofSeconds(1)), before);
        int late = bench.step("a", hooks(Hook.Moment.POST_START, "exit 0"), created);

        Report report = bench.run();

        assertThat(Bench.outcome(report, before)).isInstanceOf(Outcome.Done.class);
        assertThat(Bench.failure(report, late).reason()).contains("is not running");
    }
}
