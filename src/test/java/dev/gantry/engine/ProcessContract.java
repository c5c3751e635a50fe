package dev.gantry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.gantry.doc.Fields;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link Engine} does with the processes of a container. */
public interface ProcessContract extends ContractFixture {

    private String started() {
        String id = create("web");
        engine().startContainer(id);
        return id;
    }

    private String state(String id) {
        return Fields.of(engine().inspectContainer(id).orElseThrow()).map("State").text("Status");
    }

    @Test
    default void aContainerIsPausedAndGoesOn() {
        String id = create("web");
        ContractFixture.refused(409, () -> engine().on(id).pause());
        engine().startContainer(id);
        engine().on(id).pause();
        assertThat(state(id)).isEqualTo("paused");
        ContractFixture.refused(409, () -> engine().on(id).pause());
        engine().on(id).unpause();
        assertTimeoutPreemptively(GRACE.multipliedBy(20), () -> untilRunning(id));
    }

    /** The news that it was paused may reach an engine late, when it goes on already. */
    private void untilRunning(String id) {
        while (!state(id).equals("running")) {
            Thread.onSpinWait();
        }
    }

    @Test
    default void aWaitEndsWithTheContainerAndTellsItsCode() throws Exception {
        String id = create("web");
        assertThat(engine().on(id).awaitExit()).isZero();
        engine().startContainer(id);
        var waiting = CompletableFuture.supplyAsync(() -> engine().on(id).awaitExit());
        assertThat(waiting).isNotDone();
        engine().killContainer(id, "KILL");
        assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(137);
        ContractFixture.refused(404, () -> engine().on(name("none")).awaitExit());
    }

    @Test
    default void theProcessesOfARunningContainerAreListed() {
        String id = started();
        ProcessTable table = engine().on(id).top();
        assertThat(table.titles()).startsWith("UID", "PID").endsWith("CMD");
        assertThat(table.rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).hasSameSizeAs(table.titles()));
        engine().stopContainer(id, GRACE);
        ContractFixture.refused(409, () -> engine().on(id).top());
    }

    private String shell(String id, boolean input, String script) {
        return engine().on(id)
                .createExec(
                        new ExecOptions(
                                List.of("/bin/sh", "-c", script),
                                List.of("COLOUR=blue"),
                                "",
                                "/tmp",
                                false,
                                false,
                                input,
                                ""));
    }

    @Test
    default void aCommandRunsInAContainerWithItsStreamsApart() {
        String id = started();
        String exec = shell(id, true, "echo out; echo err >&2; echo $COLOUR; pwd; cat; exit 3");
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        try (Attachment process = engine().on(id).startExec(exec, false)) {
            byte[] typed = "typed\n".getBytes(StandardCharsets.UTF_8);
            process.write(typed, typed.length);
            process.endInput();
            process.copyTo(output, error);
        }
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("out\nblue\n/tmp\ntyped\n");
        assertThat(error.toString(StandardCharsets.UTF_8)).isEqualTo("err\n");
        assertThat(engine().on(id).execExitCode(exec)).isEqualTo(3);
    }

    @Test
    default void aCommandThatIsLeftToItselfRunsToo() {
        String id = started();
        String exec = shell(id, false, "echo nobody listens");
        engine().on(id).startExecDetached(exec);
        assertThat(engine().on(id).execExitCode(exec)).isZero();
    }

    @Test
    default void onlyARunningContainerTakesACommand() {
        String id = create("web");
        ContractFixture.refused(409, () -> shell(id, false, "exit 0"));
        ContractFixture.refused(404, () -> shell(name("none"), false, "exit 0"));
    }

    @Test
    default void closingEndsAConnectionFromAnotherThread() throws Exception {
        String id = started();
        Attachment process = engine().on(id).startExec(shell(id, true, "cat"), false);
        var copying =
                CompletableFuture.runAsync(() ->
                        process.copyTo(
                                OutputStream.nullOutputStream(), OutputStream.nullOutputStream()));
        process.close();
        copying.get(20, TimeUnit.SECONDS);
    }

    @Test
    default void whatARunningContainerUsesIsMeasured() {
        Fields stats = Fields.of(engine().on(started()).stats());
        assertThat(stats.map("memory_stats").number("limit")).isPositive();
        assertThat(stats.map("cpu_stats").map("cpu_usage").number("total_usage")).isPositive();
        assertThat(stats.map("precpu_stats").number("system_cpu_usage")).isPositive();
        assertThat(stats.map("pids_stats").number("current")).isPositive();
        ContractFixture.refused(404, () -> engine().on(name("none")).stats());
    }
}
