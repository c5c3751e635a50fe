package dev.gantry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gantry.diag.CancelledException;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.CannedServer.Step;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an engine answers, as it was recorded, and what becomes of it. */
@Timeout(30)
class HttpEngineTest {
    private static final LogOptions WHOLE = new LogOptions(false, -1, "", "", true);

    private final CannedServer server;
    private final Engine engine;

    HttpEngineTest(@TempDir Path folder) {
        server = CannedServer.open(folder);
        engine = HttpEngine.open(endpoint(), "box", EngineSettings.usual());
    }

    private Endpoint.Local endpoint() {
        return new Endpoint.Local(server.socket());
    }

    @AfterEach
    void close() {
        engine.close();
        server.close();
    }

    private static MapNode body(String image) {
        return Json.object().put("Image", Json.of(image)).build();
    }

    private static EngineException failure(ThrowingCallable call) {
        return catchThrowableOfType(EngineException.class, call);
    }

    /** After agreeing on a version, the engine answers so. */
    private void canned(String answer) {
        server.records("28.5/ping").answers(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20.10", "28.5"})
    void aFailureInsideALoadIsAFailure(String release) {
        server.records(release + "/ping").records(release + "/image-load-bad");
        EngineException failed =
                failure(() -> engine.loadImages(new ByteArrayInputStream(new byte[1])));
        assertThat(failed)
                .hasMessageStartingWith("cannot load images on box: ")
                .hasMessageEndingWith("unexpected EOF");
        assertThat(failed.unreachable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"20.10", "28.5"})
    void aLoadTellsWhatItHeld(String release) {
        server.records(release + "/ping").records(release + "/image-load");
        assertThat(engine.loadImages(new ByteArrayInputStream(new byte[1])))
                .containsExactly("spike/dnsmasq:1");
    }

    private static String progress(String... lines) {
        StringBuilder body = new StringBuilder("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n");
        for (String line : lines) {
            body.append(Integer.toHexString(line.length())).append('\n').append(line).append('\n');
        }
        return body.append("0\n\n").toString();
    }

    @Test
    void aPullTellsItsProgressWhereverItsLinesAreCut() {
        // One value over two chunks, then two values in one.
        canned(
                progress(
                        "{\"status\":\"Pulling from library/redis\",\"id\":\"7\"}{\"status\":\"Downlo",
                        "ading\",\"progressDetail\":{\"current\":5,\"total\":9},\"id\":\"ab\"}",
                        "{\"status\":\"Pull complete\",\"progressDetail\":{},\"id\":\"ab\"}"));
        List<PullProgress> told = new ArrayList<>();
        engine.pullImage("redis:7", "linux/arm64", "c2VjcmV0", told::add);
        assertThat(told)
                .containsExactly(
                        new PullProgress("7", "Pulling from library/redis", 0, 0),
                        new PullProgress("ab", "Downloading", 5, 9),
                        new PullProgress("ab", "Pull complete", 0, 0));
        assertThat(server.requests().getLast())
                .startsWith("POST /v1.51/images/create?fromImage=redis%3A7&platform=linux%2Farm64 ")
                .contains("X-Registry-Auth: c2VjcmV0\r\n");
    }

    @Test
    void aFailureInsideAPullIsAFailure() {
        canned(
                progress(
                        "{\"status\":\"Pulling\"}",
                        "{\"errorDetail\":{\"message\":\"toomanyrequests: slow\\ndown\"},\"error\":\"e\"}"));
        assertThat(failure(() -> engine.pullImage("redis:7", "", "hush", line -> {})))
                .hasMessage("cannot pull image redis:7 on box: toomanyrequests: slow down");
    }

    @Test
    void aPullThatBreaksOffIsAFailure() {
        canned("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n9\n{\"status\"");
        EngineException failed = failure(() -> engine.pullImage("redis:7", "", "", line -> {}));
        assertThat(failed).hasMessageContaining("closed within the body");
        assertThat(failed.unreachable()).isTrue();
    }

    @Test
    void aPullWithoutATagAsksForOneOnly() {
        canned(progress());
        engine.pullImage("registry.lan:5000/redis", "", "", line -> {});
        assertThat(server.requestLines().getLast()).contains("&tag=latest ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20.10", "28.5"})
    void aRegistryThatCannotBeReachedIsToldWithAWayAround(String release) {
        server.records(release + "/ping").records(release + "/image-pull-noregistry");
        EngineException failed =
                failure(() -> engine.pullImage("127.0.0.1:5999/x:1", "", "", line -> {}));
        assertThat(failed)
                .hasMessageContaining("cannot pull image")
                .hasMessageContaining("refused");
        assertThat(failed.next())
                .isEqualTo(
                        "carry it there from a machine that has it: docker save 127.0.0.1:5999/x:1"
                                + " -o image.tar there, docker -H %s load -i image.tar here",
                        endpoint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"20.10", "28.5"})
    void aMissingImageIsToldWithACommandThatCanBeTyped(String release) {
        server.records(release + "/ping").records(release + "/container-create-noimage-404");
        EngineException failed =
                failure(() -> engine.createContainer("web-1", "", body("no/such:1")));
        assertThat(failed)
                .hasMessage("cannot create container web-1 on box: No such image: no/such:1")
                .returns(404, EngineException::status);
        assertThat(failed.next())
                .startsWith("pull it there (docker -H " + endpoint() + " pull no/such:1), or ")
                .doesNotContain("<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20.10", "28.5"})
    void whatStandsInTheWayIsToldWithTheNextCommand(String release) {
        server.records(release + "/ping")
                .records(release + "/container-create-conflict-409")
                .records(release + "/container-start-portbusy-500")
                .records(release + "/container-start-gpu-500");
        EngineException taken = failure(() -> engine.createContainer("smp", "", body("a")));
        assertThat(taken)
                .hasMessageContaining("already in use")
                .returns(409, EngineException::status);
        assertThat(taken.next()).isEqualTo("look whose it is: docker inspect smp");
        EngineException port = failure(() -> engine.startContainer("pb1"));
        assertThat(port).hasMessageContaining("port is already allocated");
        assertThat(port.next()).startsWith("find who has the port");
        EngineException gpu = failure(() -> engine.startContainer("gpu1"));
        assertThat(gpu.next()).contains("nvidia-container-toolkit");
    }

    @Test
    void answersThatAreNotJsonAreToldInOneLine() {
        canned("HTTP/1.1 502 Bad Gateway\nContent-Type: text/html\n\n<h1>\n  502  \n\n</h1>\nx\n");
        assertThat(failure(() -> engine.startContainer("web")))
                .hasMessage("cannot start container web on box: <h1> 502 </h1> x");
        server.answers(
                CannedServer.json(500, "oops"),
                "HTTP/1.1 500 X\nContent-Length: 0\n\n",
                CannedServer.json(200, "<html>"));
        assertThat(failure(() -> engine.startContainer("web")))
                .hasMessage("cannot start container web on box: oops");
        assertThat(failure(() -> engine.startContainer("web")))
                .hasMessage("cannot start container web on box: the engine answered 500");
        assertThat(failure(engine::info)).hasMessageEndingWith("the answer is not JSON");
    }

    @Test
    void whatIsGoneAlreadyAndWhatIsDoneAlreadyIsNoFailure() {
        String gone = CannedServer.json(404, "{\"message\":\"No such container: web\"}");
        server.records("28.5/ping").answers(gone, gone, "HTTP/1.1 304 Not Modified\n\n");
        engine.removeContainer("web", true);
        assertThat(engine.inspectContainer("web")).isEmpty();
        engine.startContainer("web");
        assertThat(server.connections()).isEqualTo(2);
    }

    /** As engines answer while the end of a container's log is being written. */
    @Test
    void aContainerWhoseFilesAreBusyIsRemovedAMomentLater() {
        String busy =
                CannedServer.json(
                        500,
                        "{\"message\":\"unable to remove filesystem for 4557: unlinkat /var/lib/docker/containers/4557: directory not empty\"}");
        String gone = "HTTP/1.1 204 No Content\n\n";
        String oops = CannedServer.json(500, "oops");
        server.records("28.5/ping").answers(busy, busy, gone, busy, busy, busy, busy, busy, oops);
        engine.removeContainer("web", true);
        assertThat(server.requestLines()).hasSize(4);
        assertThat(failure(() -> engine.removeContainer("web", true)))
                .hasMessageEndingWith("directory not empty");
        assertThat(server.requestLines()).hasSize(9);
        assertThat(failure(() -> engine.removeContainer("web", true))).hasMessageEndingWith("oops");
    }

    private static List<LogStream.Line> lines(LogStream log) {
        List<LogStream.Line> lines = new ArrayList<>();
        try (log) {
            for (var next = log.next(); next.isPresent(); next = log.next()) {
                lines.add(next.get());
            }
        }
        return lines;
    }

    @Test
    void anEngineSaysByItselfWhetherALogComesInFrames() {
        server.records("28.5/ping").records("28.5/container-logs");
        assertThat(lines(engine.logs("smp", WHOLE)))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.text()).startsWith("2026-11-21T08:56:"));
        assertThat(server.requestLines()).hasSize(2);
        server.answers(
                "HTTP/1.1 200 OK\nContent-Type: application/vnd.docker.raw-stream\n\nraw\n!");
        assertThat(lines(engine.logs("tty", WHOLE))).extracting("text").containsExactly("raw", "!");
    }

    @Test
    void anOldEngineIsAskedWhetherALogComesInFrames() {
        server.records("20.10/ping").records("20.10/container-inspect");
        server.records("20.10/container-logs");
        assertThat(lines(engine.logs("smp", WHOLE)))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.text()).startsWith("2026-11-21T08:55:"));
        server.answers(
                CannedServer.json(200, "{\"Config\": {\"Tty\": true}}"),
                "HTTP/1.1 200 OK\n\nraw\n!");
        assertThat(lines(engine.logs("tty", WHOLE))).extracting("text").containsExactly("raw", "!");
    }

    @Test
    void aLogThatBreaksOffIsAFailureAndOneThatIsClosedIsNot() throws Exception {
        canned("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n9\n\u0001");
        assertThat(failure(() -> lines(engine.logs("web", WHOLE))))
                .hasMessageStartingWith("cannot read the log of container web on box: ");
        server.connection(
                new Step.Reads(),
                CannedServer.write("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n"),
                new Step.Hangs());
        LogStream log = engine.logs("web", WHOLE);
        CompletableFuture<List<LogStream.Line>> read =
                CompletableFuture.supplyAsync(() -> lines(log));
        log.close();
        assertThat(read.get(5, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void eventsAreHandedOutAsTheyComeAndABreakIsToldFromAnEnd() {
        CountDownLatch gate = new CountDownLatch(1);
        String event =
                "{\"Type\":\"container\",\"Action\":\"die\",\"Actor\":{\"ID\":\"ab\",\"Attributes\":"
                        + "{\"exitCode\":\"1\"}},\"timeNano\":1795251371486668085}\n";
        server.records("28.5/ping")
                .connection(
                        new Step.Reads(),
                        CannedServer.write("HTTP/1.1 200 OK\nContent-Length: 999\n\n" + event),
                        new Step.Waits(gate));
        try (EventStream events =
                engine.events(new EventOptions(List.of("type=container"), "", ""))) {
            EventStream.EngineEvent died = events.next().orElseThrow();
            assertThat(died.action()).isEqualTo("die");
            assertThat(died.attributes()).containsEntry("exitCode", "1");
            assertThat(died.nanos()).isEqualTo(1795251371486668085L);
            gate.countDown();
            assertThat(failure(events::next))
                    .hasMessageContaining("cannot read events on box: ")
                    .returns(true, EngineException::unreachable);
        }
    }

    @Test
    void anInterruptedCallerIsToldOfTheCancellation() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        server.records("28.5/ping")
                .connection(new Step.Reads(), new Step.Tells(asked), new Step.Hangs());
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread caller =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                engine.startContainer("web");
                                ended.cancel(false);
                            } catch (RuntimeException failed) {
                                ended.complete(failed);
                            }
                        });
        asked.await();
        caller.interrupt();
        assertThat(ended.get(5, TimeUnit.SECONDS))
                .isInstanceOf(CancelledException.class)
                .hasMessage("cancelled: start container web on box");
    }

    @Test
    void anEngineThatDoesNotAnswerInTimeIsToldSo() {
        server.records("28.5/ping").connection(new Step.Reads(), new Step.Hangs());
        EngineSettings hasty = EngineSettings.usual().withAnswer(Duration.ofSeconds(1));
        try (Engine impatient = HttpEngine.open(endpoint(), "box", hasty)) {
            assertThat(failure(impatient::networks))
                    .hasMessage("cannot list networks on box: no answer within 1 s");
        }
    }

    @Test
    void aSocketThatIsNotThereIsTold(@TempDir Path empty) {
        Endpoint nowhere = new Endpoint.Local(empty.resolve("docker.sock"));
        try (Engine none = HttpEngine.open(nowhere, "box", EngineSettings.usual())) {
            EngineException failed = failure(none::info);
            assertThat(failed)
                    .hasMessageContaining("there is no socket " + empty)
                    .returns(true, EngineException::unreachable);
            assertThat(failed.next()).contains("systemctl start docker");
        }
    }

    @Test
    void nothingThatWasRefusedShowsTheRegistrysPassword() {
        server.records("28.5/ping")
                .answers(
                        CannedServer.json(500, "{\"message\":\"unauthorized\"}"),
                        CannedServer.json(404, "{}"));
        EngineException failed = failure(() -> engine.pullImage("a:1", "", "c2VjcmV0", l -> {}));
        assertThat(failed.getMessage() + failed.next()).doesNotContain("c2VjcmV0");
        assertThatThrownBy(() -> engine.startContainer("a\r\nX: y"))
                .isInstanceOf(EngineException.class);
        assertThat(server.requestLines().getLast()).contains("a%0D%0AX%3A%20y");
    }
}
