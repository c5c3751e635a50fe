package dev.gantry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an engine answers about the files of a container, byte for byte. */
@Timeout(30)
class ArchiveCallsTest {
    private final CannedServer server;
    private final Engine engine;

    ArchiveCallsTest(@TempDir Path folder) {
        server = CannedServer.open(folder);
        engine =
                HttpEngine.open(new Endpoint.Local(server.socket()), "box", EngineSettings.usual());
    }

    @AfterEach
    void close() {
        engine.close();
        server.close();
    }

    private static String stat(String json) {
        String header = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        return "HTTP/1.1 200 OK\r\nApi-Version: 1.51\r\nContent-Type: application/json\r\n"
                + "X-Docker-Container-Path-Stat: "
                + header
                + "\r\nDate: Thu, 26 Nov 2026 02:40:00 GMT\r\n\r\n";
    }

    /** Answers without a body leave the connection free for the next question. */
    @Test
    void aPathIsLookedAtOverOneConnection() {
        server.records("28.5/ping")
                .answers(
                        stat(
                                "{\"name\":\"etc\",\"size\":4096,\"mode\":2147484141,\"mtime\":\"2026-11-26T00:00:00Z\",\"linkTarget\":\"\"}"),
                        stat(
                                "{\"name\":\"l\",\"size\":3,\"mode\":134218239,\"mtime\":\"2026-11-26T00:00:00Z\",\"linkTarget\":\"/etc\"}"),
                        "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 66\r\n\r\n");
        ContainerCalls web = engine.on("web");
        assertThat(web.stat("/etc")).contains(new PathStat("etc", PathStat.Kind.DIRECTORY, "", 0));
        assertThat(web.stat("/l")).contains(new PathStat("l", PathStat.Kind.LINK, "/etc", 0));
        assertThat(web.stat("/none")).isEmpty();
        assertThat(server.requestLines())
                .contains("HEAD /v1.51/containers/web/archive?path=%2Fetc HTTP/1.1");
        assertThat(server.connections()).as("one for the version").isEqualTo(1 + 1);
    }

    @Test
    void aDescriptionThatIsGarbledIsTold() {
        server.records("28.5/ping")
                .answers("HTTP/1.1 200 OK\r\nX-Docker-Container-Path-Stat: ?\r\n\r\n");
        assertThatThrownBy(() -> engine.on("web").stat("/etc"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("garbled");
    }

    @Test
    void anArchiveStreamsOut() throws IOException {
        server.records("28.5/ping")
                .answers(
                        "HTTP/1.1 200 OK\r\nContent-Type: application/x-tar\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
        try (InputStream out = engine.on("web").copyOut("/etc")) {
            assertThat(out.readAllBytes()).asString().isEqualTo("abc");
        }
    }

    @Test
    void anArchiveThatDoesNotFitIsRefusedInTheEnginesWords() {
        server.records("28.5/ping")
                .answers(
                        CannedServer.json(
                                400,
                                "{\"message\":\"cannot overwrite directory with non-directory\"}"));
        assertThatThrownBy(() ->
                        engine.on("web")
                                .copyInto("/etc", new ByteArrayInputStream(new byte[1024]), false))
                .hasMessageContaining("cannot overwrite directory");
        assertThat(server.requestLines()).anyMatch(line -> line.contains("noOverwriteDirNonDir=1"));
    }

    @Test
    void whatGoesInIsGivenToTheContainersUserOnlyWhereThatIsAskedFor() {
        server.records("28.5/ping").answers(CannedServer.json(200, ""), CannedServer.json(200, ""));
        ContainerCalls web = engine.on("web");
        web.copyInto("/etc", new ByteArrayInputStream(new byte[1024]), false);
        web.copyInto("/srv", new ByteArrayInputStream(new byte[1024]), true);
        assertThat(server.requestLines())
                .filteredOn(line -> line.contains("copyUIDGID=1"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("path=%2Fsrv");
    }
}
