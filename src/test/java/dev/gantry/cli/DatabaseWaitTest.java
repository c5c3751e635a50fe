package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.diag.OperationException;
import dev.gantry.server.registry.RegistryStore;
import dev.gantry.server.store.Stores;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseWaitTest {
    @TempDir private Path folder;
    private final Cancellation cancellation = new Cancellation();
    private final List<String> told = new ArrayList<>();

    private DatabaseWait within(Duration bound) {
        return new DatabaseWait(bound, cancellation, told::add);
    }

    private RegistryStore at(int port) {
        String url = "postgresql://me:secret@127.0.0.1:" + port + "/x";
        return Stores.open(url, folder, Map.of());
    }

    @Test
    void whatIsThereIsOpenedWithoutAWord() {
        try (RegistryStore store =
                within(Duration.ZERO).open(() -> Stores.open("", folder, Map.of())).orElseThrow()) {
            assertThat(store.snapshot().nodes()).isEmpty();
        }
        assertThat(told).isEmpty();
    }

    @Test
    void whoWaitedLongEnoughSaysForWhatAndWhatHelps() {
        assertThatThrownBy(() -> within(Duration.ofMillis(1)).open(() -> at(1)))
                .isInstanceOfSatisfying(
                        OperationException.class,
                        late ->
                                assertThat(late.next())
                                        .isEqualTo("see that it runs and can be reached"))
                .hasMessage(
                        "the registry's database postgresql://127.0.0.1:1/x fails: connection"
                                + " refused, still after 0 s");
    }

    /** A machine that takes the connection, and says nothing. */
    @Test
    void whoIsStoppedMeanwhileIsToldNothingMore() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> stopped =
                    CompletableFuture.runAsync(() -> {
                        try (Socket taken = silent.accept()) {
                            assertThat(taken.getInputStream().read()).isNotNegative();
                            cancellation.cancel();
                        } catch (java.io.IOException failed) {
                            throw new java.io.UncheckedIOException(failed);
                        }
                    });
            assertThat(within(Duration.ofMinutes(1)).open(() -> at(silent.getLocalPort())))
                    .isEmpty();
            stopped.join();
        }
        assertThat(told).isEmpty();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
