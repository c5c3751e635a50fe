package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.FakeBehaviour;
import dev.gantry.engine.FakeEngine;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Ctrl-C does to whatever is under way. */
@Timeout(60)
class CancelTest {
    private static final String SHOP =
            """
            {"name": "shop", "networks": {"default": {"name": "shop_default"}},
             "services": {"db": {"image": "postgres:15", "command": null, "entrypoint": null,
                                 "networks": {"default": null}}}}
            """;

    @TempDir Path directory;
    private Runner runner;
    private FakeEngine engine;
    private CompletableFuture<Void> cancelling = new CompletableFuture<>();

    @BeforeEach
    void shopOnOneHost() {
        runner = new Runner(directory);
        engine = runner.house.host("vps").image("postgres:15");
        runner.house.stack("shop", "vps", SHOP);
    }

    /** Cancels from elsewhere when the engine gets that call. */
    private void cancelAt(String name) {
        engine.before(call -> {
            if (call.name().equals(name)) {
                cancelling = CompletableFuture.runAsync(runner.cancellation::cancel);
            }
        });
    }

    @Test
    void upEndsWith130AndSaysWhatWasDone() {
        engine.behaves("db", new FakeBehaviour.NeverHealthy());
        cancelAt("startContainer");
        Runner.Ended ended = runner.run("up");
        cancelling.join();
        assertThat(ended.code()).isEqualTo(ExitCode.CANCELLED);
        assertThat(ended.error()).contains("container shop-db-1: created", "stopped by you: ");
        assertThat(runner.house.closed()).isTrue();
    }

    @Test
    void followedLogsEndAtOnce() {
        assertThat(runner.run("up").code()).isEqualTo(ExitCode.DONE);
        engine.prints("shop-db-1", false, "ready");
        cancelAt("logs");
        Runner.Ended ended = runner.run("logs", "-f");
        cancelling.join();
        assertThat(ended.code()).isEqualTo(ExitCode.CANCELLED);
        assertThat(runner.house.closed()).isTrue();
    }

    @Test
    void followedLogsEndWithTheirContainers() {
        assertThat(runner.run("up").code()).isEqualTo(ExitCode.DONE);
        engine.prints("shop-db-1", false, "the last words");
        engine.exit("shop-db-1", 0);
        Runner.Ended ended = runner.run("logs", "-f");
        assertThat(ended.code()).isEqualTo(ExitCode.DONE);
        assertThat(ended.output()).isEqualTo("db-1  | the last words\n");
    }

    @Test
    void followedLogsGoOnWithContainersThatComeMeanwhile() {
        assertThat(runner.run("up").code()).isEqualTo(ExitCode.DONE);
        engine.prints("shop-db-1", false, "first");
        AtomicInteger looks = new AtomicInteger();
        engine.before(call -> {
            if (call.name().equals("events")) {
                looks.set(1);
            } else if (call.name().equals("containers") && looks.compareAndSet(1, 2)) {
                cancelling = CompletableFuture.runAsync(this::anotherComesAndBothEnd);
            }
        });
        Runner.Ended ended = runner.run("logs", "-f");
        cancelling.join();
        assertThat(ended.code()).isEqualTo(ExitCode.DONE);
        assertThat(ended.output().lines())
                .containsExactlyInAnyOrder("db-1  | first", "db-2  | second");
        assertThat(ended.error()).contains("db-2 exited with code 3");
    }

    private void anotherComesAndBothEnd() {
        assertThat(runner.run("up", "--scale", "db=2").code()).isEqualTo(ExitCode.DONE);
        engine.prints("shop-db-2", false, "second");
        engine.exit("shop-db-1", 0);
        engine.exit("shop-db-2", 3);
    }

    @Test
    void aListenerThatComesLateIsToldAtOnce() {
        boolean[] told = new boolean[1];
        runner.cancellation.cancel();
        runner.cancellation.onCancel(() -> told[0] = true).close();
        assertThat(told[0]).isTrue();
    }
}
