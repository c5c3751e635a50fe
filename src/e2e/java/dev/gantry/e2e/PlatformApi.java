package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.lab.LabHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The control plane of {@code examples/two-machine-topology}, asked as its users do: through Caddy,
 * at the machine's address.
 *
 * @param key an administrator's
 */
record PlatformApi(LabHost vps, String key, HttpClient client) {
    static final String REPLY = "Hello from the GPU machine: this is its fixed reply.";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String BOUNDARY = "a-line-that-is-in-no-wave";

    /** Makes a key, as an administrator does, and waits until the server has heard of it. */
    static PlatformApi of(ExampleFleet fleet, LabHost vps)
            throws IOException, InterruptedException {
        String made =
                fleet.gantry(
                                "exec",
                                "-T",
                                "platform-api",
                                "gantry",
                                "key",
                                "create",
                                "e2e",
                                "--role",
                                "admin",
                                "--json")
                        .exits(0)
                        .output();
        String key = Fields.of(JsonReader.read("key", made)).text("key");
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        PlatformApi api = new PlatformApi(vps, key, client);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (api.isUnknown()) {
            assertThat(System.nanoTime()).as("the key is known in time").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return api;
    }

    private boolean isUnknown() throws IOException, InterruptedException {
        HttpRequest models = request("", "/v1/models").build();
        return client.send(models, HttpResponse.BodyHandlers.discarding()).statusCode() == 401;
    }

    private HttpRequest.Builder request(String port, String path) {
        return HttpRequest.newBuilder(URI.create("http://" + vps.address() + port + path))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + key);
    }

    private HttpResponse<byte[]> post(String path, String type, byte[] body)
            throws IOException, InterruptedException {
        return client.send(
                request("", path)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> post(String path, String json)
            throws IOException, InterruptedException {
        return post(path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<byte[]> chat() throws IOException, InterruptedException {
        return post(
                "/v1/chat/completions",
                "{\"model\":\"llama\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}");
    }

    /**
     * What the health check of a user says: by Caddy's name for it, which needs no line in hosts.
     */
    String health() {
        return vps.run("curl", "-fsS", "http://api.localhost/health");
    }

    /** All four kinds of work come from that node. */
    void serves(String node) throws IOException, InterruptedException {
        assertThat(answer(chat(), node + "/llama-cpp")).contains(REPLY);
        assertThat(
                        answer(
                                post("/v1/embeddings", "{\"model\":\"qwen\",\"input\":\"hello\"}"),
                                node + "/qwen-embeddings"))
                .contains("\"embedding\":[");
        HttpResponse<byte[]> spoken =
                post("/v1/audio/speech", "{\"model\":\"tts-1\",\"input\":\"hello\"}");
        answer(spoken, node + "/chatterbox");
        assertThat(answer(transcription(Wave.to16kHz(spoken.body())), node + "/whisper"))
                .contains(InferenceFleet.HEARD);
    }

    private static String answer(HttpResponse<byte[]> answer, String upstream) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(text).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-gantry-upstream")).contains(upstream);
        return text;
    }

    private HttpResponse<byte[]> transcription(byte[] wave)
            throws IOException, InterruptedException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        String head =
                """
                --%1$s\r
                Content-Disposition: form-data; name="model"\r
                \r
                whisper-1\r
                --%1$s\r
                Content-Disposition: form-data; name="file"; filename="hello.wav"\r
                Content-Type: audio/wav\r
                \r
                """
                        .formatted(BOUNDARY);
        form.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        form.writeBytes(wave);
        form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return post(
                "/v1/audio/transcriptions",
                "multipart/form-data; boundary=" + BOUNDARY,
                form.toByteArray());
    }

    List<Fields> upstreams() throws IOException, InterruptedException {
        HttpResponse<String> status =
                client.send(
                        request(":3100", "/api/v1/status").build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(status.statusCode()).as(status.body()).isEqualTo(200);
        return Fields.of(JsonReader.read("status", status.body())).maps("upstreams");
    }

    Fields upstream(String id) throws IOException, InterruptedException {
        return upstreams().stream()
                .filter(one -> one.text("upstream").equals(id))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Waits until all are so.
     *
     * @param how a condition, or {@code open}: they take requests
     */
    void awaits(String how, String... ids) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<Fields> all = upstreams();
        while (!are(all, how, List.of(ids))) {
            assertThat(System.nanoTime()).as("%s in time: %s", how, all).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(100);
            all = upstreams();
        }
    }

    private static boolean are(List<Fields> all, String how, List<String> ids) {
        return all.stream()
                .filter(one ->
                        how.equals("open") ? one.flag("open") : one.text("condition").equals(how))
                .map(one -> one.text("upstream"))
                .toList()
                .containsAll(ids);
    }

    /** When its container was started. */
    String started() {
        return vps.run("docker", "inspect", "-f", "{{.State.StartedAt}}", "wopr-vps-platform-api");
    }
}
