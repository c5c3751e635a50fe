package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.apply.Outcome;
import dev.gantry.apply.Report;
import dev.gantry.diag.CancelledException;
import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.OperationException;
import dev.gantry.diag.Problem;
import dev.gantry.diag.UsageException;
import dev.gantry.engine.EngineException;
import dev.gantry.plan.Observed;
import dev.gantry.plan.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExitCodeTest {
    private static final Outcome DONE = new Outcome.Done(Duration.ZERO);
    private static final Outcome FAILED = new Outcome.Failed("no", "", List.of());
    private static final Outcome SKIPPED = new Outcome.Skipped("step 1 failed");

    @TempDir Path directory;

    @Test
    void theNumbersAreThoseOfTheDocumentation() {
        assertThat(ExitCode.own().stream().map(ExitCode::number))
                .containsExactly(0, 1, 2, 3, 64, 65, 70, 130);
    }

    @Test
    void everyKindOfFailureHasItsCode() {
        Problem problem = Problem.error(Location.of("compose.yaml"), "wrong");
        assertThat(ExitCode.of(new UsageException("x", ""))).isEqualTo(ExitCode.USAGE);
        assertThat(ExitCode.of(new InputException(List.of(problem)))).isEqualTo(ExitCode.INPUT);
        assertThat(ExitCode.of(new OperationException("x", ""))).isEqualTo(ExitCode.FAILED);
        assertThat(ExitCode.of(new EngineException(500, "x", ""))).isEqualTo(ExitCode.FAILED);
        assertThat(ExitCode.of(new CancelledException("x"))).isEqualTo(ExitCode.CANCELLED);
    }

    @Test
    void aReportIsDonePartlyDoneOrFailed() {
        assertThat(code(1, false, DONE, DONE)).isEqualTo(ExitCode.DONE);
        assertThat(code(1, false)).isEqualTo(ExitCode.DONE);
        assertThat(code(1, false, DONE, FAILED, SKIPPED)).isEqualTo(ExitCode.PARTLY);
        assertThat(code(1, false, FAILED, SKIPPED)).isEqualTo(ExitCode.FAILED);
        assertThat(code(1, true, DONE, SKIPPED)).isEqualTo(ExitCode.CANCELLED);
    }

    @Test
    void whatIsLeftOutMakesItPartlyUnlessThatIsAll() {
        assertThat(code(List.of("gpu"), 2, DONE)).isEqualTo(ExitCode.PARTLY);
        assertThat(code(List.of("gpu"), 2)).isEqualTo(ExitCode.PARTLY);
        assertThat(code(List.of("gpu"), 2, FAILED)).isEqualTo(ExitCode.FAILED);
        assertThat(code(List.of("gpu", "vps"), 2)).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aFaultOfOursIsWrittenDownWithoutItsMessage() throws Exception {
        Runner runner = new Runner(directory);
        runner.house.breaks("the password is hunter2");
        Runner.Ended ended = runner.run("plan");
        assertThat(ended.code()).isEqualTo(ExitCode.INTERNAL);
        assertThat(ended.error())
                .contains("internal error fault-", "IllegalStateException")
                .doesNotContain("hunter2");
        Path folder = directory.resolve(".local/state/gantry/faults");
        try (Stream<Path> logs = Files.list(folder)) {
            String log = Files.readString(logs.findFirst().orElseThrow());
            assertThat(log)
                    .contains("IllegalStateException", "FakeHouse.desired")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void aFaultThatCannotBeWrittenDownIsToldAllTheSame() {
        Runner runner = new Runner(directory);
        runner.environment.put("XDG_STATE_HOME", "/dev/null/state");
        runner.house.breaks("x");
        Runner.Ended ended = runner.run("plan");
        assertThat(ended.code()).isEqualTo(ExitCode.INTERNAL);
        assertThat(ended.error()).contains("could not be written down");
    }

    private static ExitCode code(int deployments, boolean cancelled, Outcome... outcomes) {
        return ExitCode.of(report(List.of(), cancelled, outcomes), deployments);
    }

    private static ExitCode code(List<String> unreachable, int deployments, Outcome... outcomes) {
        return ExitCode.of(report(unreachable, false, outcomes), deployments);
    }

    private static Report report(List<String> unreachable, boolean cancelled, Outcome... outcomes) {
        SequencedMap<Integer, Outcome> all = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            all.put(all.size() + 1, outcome);
        }
        SequencedMap<String, Observed.Unreachable> silent = new LinkedHashMap<>();
        unreachable.forEach(host -> silent.put(host, new Observed.Unreachable("gone", "")));
        SequencedMap<String, String> leftOut = new LinkedHashMap<>();
        unreachable.forEach(host -> leftOut.put("web@" + host, "host cannot be reached"));
        Plan plan = new Plan(List.of(), silent, leftOut, List.of());
        return new Report(plan, all, cancelled, Duration.ZERO);
    }
}
