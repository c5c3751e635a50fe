package dev.gantry.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.server.registry.ApiKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** Lines for requests, on a disk that is fast, slow or full. */
class AccessLogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    private final List<String> notes = new CopyOnWriteArrayList<>();

    /** A file on a disk that takes a write when it is let, or fails it. */
    private static final class Disk extends OutputStream {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final CountDownLatch asked = new CountDownLatch(1);
        private final Semaphore writes = new Semaphore(0);
        private volatile boolean full;

        @Override
        public void write(int one) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            asked.countDown();
            writes.acquireUninterruptibly();
            if (full) {
                throw new IOException("No space left on device");
            }
            written.write(bytes, from, length);
        }

        /** From now on it is as fast as a disk should be. */
        Disk free() {
            writes.release(1000);
            return this;
        }

        List<String> lines() {
            return written.toString(UTF_8).lines().toList();
        }
    }

    private AccessLog on(Disk disk, int most) {
        return new AccessLog(disk, CLOCK, notes::add, most);
    }

    private static void ended(AccessLog log, int... numbers) {
        for (int number : numbers) {
            ApiKey key = ServerFixture.key("k", "me", ApiKey.Role.USER);
            Trace trace = new Trace("req_" + number, "GET", "/", key, System.nanoTime());
            trace.end(System.nanoTime());
            log.write(trace);
        }
    }

    private static List<String> whatFor(Disk disk) {
        return disk.lines().stream()
                .map(line -> line.replaceAll(".*(req_\\d+|\"lost\":\\d+).*", "$1"))
                .toList();
    }

    @Test
    void everyLineIsWrittenByTheEnd() {
        Disk disk = new Disk().free();
        AccessLog log = on(disk, 1000);
        ended(log, 1, 2);
        log.flush();
        ended(log, 3);
        log.close(PATIENCE);
        assertThat(whatFor(disk)).containsExactly("req_1", "req_2", "req_3");
        assertThat(log.lost()).isZero();
        assertThat(notes).isEmpty();
    }

    @Test
    void whatIsTooMuchForASlowDiskIsCountedAndToldInItsPlace() throws Exception {
        Disk disk = new Disk();
        AccessLog log = on(disk, 1);
        ended(log, 1);
        log.flush();
        disk.asked.await();
        ended(log, 2, 3, 4);
        log.flush();
        assertThat(log.lost()).isEqualTo(2);
        disk.free();
        log.close(PATIENCE);
        assertThat(whatFor(disk)).containsExactly("req_1", "req_2", "\"lost\":2");
        assertThat(notes).containsExactly("2 lines of the access log are lost");
    }

    @Test
    void whatAFullDiskDoesNotTakeIsCountedToo() throws Exception {
        Disk disk = new Disk();
        disk.full = true;
        AccessLog log = on(disk, 1000);
        ended(log, 1, 2);
        log.flush();
        disk.writes.release();
        while (log.lost() == 0) {
            Thread.onSpinWait();
        }
        disk.full = false;
        ended(log, 3);
        disk.free();
        log.close(PATIENCE);
        assertThat(whatFor(disk)).containsExactly("\"lost\":2", "req_3");
        assertThat(log.lost()).isEqualTo(2);
        assertThat(notes)
                .containsExactly(
                        "the access log cannot be written: No space left on device",
                        "2 lines of the access log are lost");
    }

    @Test
    void requestsDoNotWaitForTheDisk() throws Exception {
        Disk disk = new Disk();
        ServerFixture fixture = new ServerFixture(ServerFixture.settings(true, true), disk);
        try (fixture;
                ScriptedUpstream a = ScriptedUpstream.saying("{}")) {
            fixture.with("a", a);
            fixture.chat("{}");
            disk.asked.await();
            for (int i = 0; i < 10; i++) {
                assertThat(fixture.chat("{}").statusCode()).isEqualTo(200);
            }
            HttpResponse<String> metrics =
                    fixture.send(fixture.request("/metrics", ServerFixture.ADMIN).build());
            assertThat(metrics.body()).contains("\ngantry_access_log_lost_lines_total 0.0\n");
            disk.free();
        }
        assertThat(disk.lines()).hasSize(11);
    }

    @Test
    void whatIsCutOffAtTheEndHasItsLine() throws Exception {
        Disk disk = new Disk().free();
        try (ScriptedUpstream a = new ScriptedUpstream((_, talk) -> talk.awaitClose());
                ServerFixture fixture =
                        new ServerFixture(ServerFixture.settings(true, true), disk)) {
            fixture.with("a", a);
            var _ =
                    fixture.client()
                            .sendAsync(
                                    fixture.request("/v1/chat/completions", ServerFixture.USER)
                                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding());
            fixture.until(() -> a.requests.size() == 1);
        }
        assertThat(disk.lines()).singleElement().asString().contains("\"status\":499");
    }
}
