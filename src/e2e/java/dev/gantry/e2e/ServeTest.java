package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.lab.NodeJs;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The control plane before real inference servers: llama.cpp on two hosts, whisper.cpp, espeak-ng.
 */
@ExtendWith(TwoHosts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServeTest {
    private static final String CHAT =
            "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}],\"stream\":%s}";

    private static final String SEED =
            """
            fleet: inference
            hosts:
              one: {engine: "${ONE}"}
              two: {engine: "${TWO}"}
            stacks:
              llm: {compose: [../chat.yaml], hosts: [one, two]}
              extras: {compose: [../extras.yaml], hosts: [two]}
            inference:
              services:
                llm/chat: {kind: llama-cpp, port: 8080}
                extras/embed: {kind: llama-cpp, port: 8081, capabilities: [embeddings]}
                extras/whisper: {kind: whisper-cpp, port: 8082, models: [whisper-1]}
                extras/speech: {kind: http, port: 8083, capabilities: [speech],
                                path: /cgi-bin, probe: /ready, models: [tts-1]}
            """;

    private final Path folder;
    private final TwoHosts.Hosts hosts;
    private InferenceFleet fleet;
    private Serving server;

    ServeTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        this.folder = folder;
        this.hosts = hosts;
        this.fleet = new InferenceFleet(new Scenario(folder, hosts));
    }

    @BeforeAll
    void up() throws Exception {
        fleet = InferenceFleet.up(folder, hosts);
        seed(SEED);
        server = Serving.start(folder.resolve("serve"), "", Map.of());
        server.awaitOpen("one/chat", "two/chat", "two/embed", "two/whisper", "two/speech");
    }

    /** What the control plane is to know of the fleet. */
    private void seed(String fleetFile) {
        new Scenario(folder, hosts).file("serve/gantry.yaml", fleetFile);
    }

    @Test
    void theFleetFileIsReadAgainWhenItChanges() throws Exception {
        seed(SEED.replace("port: 8080}", "port: 8080, aliases: {gpt-4o: tiny}}"));
        server.until("the alias", () -> server.get("/v1/models").body().contains("gpt-4o"));
        assertThat(place(CHAT.formatted("alias", "false").replace("tiny", "gpt-4o")))
                .endsWith("/chat");
        seed(SEED.replace("kind: llama-cpp, port: 8080}", "kind: lama, port: 8080}"));
        seed(SEED);
        server.until("it is gone", () -> !server.get("/v1/models").body().contains("gpt-4o"));
        assertThat(server.upstream("one/chat").text("condition")).isEqualTo("up");
    }

    @Test
    void theLanesOfTheFleetFileTakeEffectWhenItChanges() throws Exception {
        seed(SEED + "  lanes: {interactive: {room: 7}, batch: {share: 0.1}}\n");
        server.until(
                "the lanes", () -> server.get("/api/v1/status").body().contains("\"room\":7}"));
        seed(SEED);
        server.until(
                "the usual ones",
                () -> server.get("/api/v1/status").body().contains("\"lane\":\"agent\""));
    }

    @AfterAll
    void down() {
        if (server != null) {
            server.close();
        }
        fleet.close();
    }

    @Test
    void theOfficialClientGetsEverything() throws Exception {
        Path packages = Path.of("target/openai").toAbsolutePath();
        Path node = NodeJs.in(packages, "openai@7");
        Path script = packages.resolve("openai.mjs");
        try (InputStream source = ServeTest.class.getResourceAsStream("/openai.mjs")) {
            Files.write(script, source.readAllBytes());
        }
        Path wav = folder.resolve("speech.wav");
        Files.write(wav, speech());
        Command.Run run =
                Command.of(packages, node.toString(), script.toString())
                        .with(
                                Map.of(
                                        "BASE_URL",
                                        server.origin() + "/v1",
                                        "KEY",
                                        server.key(),
                                        "WAV",
                                        wav.toString()))
                        .run()
                        .exits(0);
        Fields got = Fields.of(JsonReader.read("client", run.output()));
        assertThat(got.texts("models")).contains("tiny", "vectors", "whisper-1", "tts-1");
        assertThat(got.text("chat")).matches("Hello from host (one|two): this is its fixed reply.");
        assertThat(got.text("streamed"))
                .matches("Hello from host (one|two): this is its fixed reply.");
        assertThat(got.number("chunks")).isGreaterThan(5);
        assertThat(got.number("usage_tokens")).isGreaterThan(5);
        assertThat(got.number("embeddings")).isEqualTo(2);
        assertThat(got.number("dimensions")).isEqualTo(512);
        assertThat(got.text("wav")).isEqualTo("RIFF");
        assertThat(got.text("transcription")).isEqualTo(InferenceFleet.HEARD);
        assertThat(got.text("unknown")).isEqualTo("404 model_not_found");
        assertThat(got.text("denied")).isEqualTo("AuthenticationError invalid_api_key");
    }

    /** Some words in 16 kHz, as whisper.cpp wants them. */
    private byte[] speech() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                server.client()
                        .send(
                                server.request("/v1/audio/speech")
                                        .POST(
                                                HttpRequest.BodyPublishers.ofString(
                                                        "{\"model\":\"tts-1\",\"input\":\"hello\"}"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Wave.to16kHz(answer.body());
    }

    @Test
    void bothHostsShareTheWorkAndAConversationStays() throws Exception {
        java.util.Set<String> places = new java.util.TreeSet<>();
        for (int i = 0; i < 10; i++) {
            places.add(place(CHAT.formatted("question " + i, "false")));
        }
        assertThat(places).containsExactly("one/chat", "two/chat");
        java.util.Set<String> home = new java.util.TreeSet<>();
        for (int i = 0; i < 6; i++) {
            home.add(place(CHAT.formatted("the same question", "false")));
        }
        assertThat(home).hasSize(1);
    }

    private String place(String body) throws Exception {
        HttpResponse<String> answer = server.post("/v1/chat/completions", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("x-gantry-upstream").orElseThrow();
    }

    @Test
    void whatTheServersTellIsLearned() throws Exception {
        Fields chat = server.upstream("one/chat");
        assertThat(chat.text("condition")).isEqualTo("up");
        assertThat(chat.texts("models")).containsExactly("tiny");
        assertThat(chat.number("slots")).isEqualTo(4);
    }

    @Test
    void errorsOfTheServersAreInOpenAisShape() throws Exception {
        String words = "word ".repeat(3000);
        HttpResponse<String> tooLong =
                server.post("/v1/chat/completions", CHAT.formatted(words, "true"));
        assertThat(tooLong.statusCode()).isEqualTo(400);
        Fields error = Fields.of(JsonReader.read("error", tooLong.body())).map("error");
        assertThat(error.text("type")).isEqualTo("exceed_context_size_error");
        assertThat(error.text("code")).isEqualTo("upstream_error");
        assertThat(error.has("n_prompt_tokens")).isTrue();
    }

    @Test
    void nativePathsAndWebSocketlessUpstreamsAreReached() throws Exception {
        HttpResponse<String> native_ =
                server.post("/completion", "{\"model\":\"tiny\",\"prompt\":\"x\",\"n_predict\":4}");
        assertThat(native_.statusCode()).isEqualTo(200);
        assertThat(native_.body()).contains("\"content\"");
        HttpResponse<String> direct = server.get("/upstream/two/chat/props");
        assertThat(direct.statusCode()).isEqualTo(200);
        assertThat(direct.body()).contains("total_slots");
    }

    @Test
    void everyRequestHasALineThatSaysWhereItWent() throws Exception {
        HttpResponse<String> answer =
                server.post("/v1/chat/completions", CHAT.formatted("log", "false"));
        String id = answer.headers().firstValue("x-request-id").orElseThrow();
        server.until("logged", () -> server.accessLog().stream().anyMatch(line -> is(line, id)));
        List<Fields> lines = server.accessLog().stream().filter(line -> is(line, id)).toList();
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().text("lane")).isEqualTo("interactive");
        assertThat(lines.getFirst().text("upstream")).endsWith("/chat");
        assertThat(lines.getFirst().number("tokens")).isPositive();
        assertThat(Files.readString(folder.resolve("serve/access.log")))
                .doesNotContain(server.key());
    }

    private static boolean is(Fields line, String id) {
        return line.text("id").equals(id);
    }
}
