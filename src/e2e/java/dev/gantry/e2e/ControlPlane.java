package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * {@code gantry serve}, as a user starts it, on a free port and with a registry of its own.
 *
 * @param key the administrator's, as it was printed
 */
record ControlPlane(Process process, String url, String key) implements AutoCloseable {
    private static final String KEY = "the administrator's key, told this once: ";
    private static final String URL = "listening on ";

    static ControlPlane in(Path state) throws IOException {
        Process process =
                Command.gantry(
                                state,
                                "serve",
                                "--allow-local",
                                "--listen",
                                "127.0.0.1:0",
                                "--state",
                                state.toString())
                        .start();
        drain(process.inputReader(StandardCharsets.UTF_8));
        BufferedReader said = process.errorReader(StandardCharsets.UTF_8);
        String key = after(KEY, said);
        String url = after(URL, said);
        drain(said);
        return new ControlPlane(process, url, key);
    }

    /** So that it does not wait for a reader. */
    static void drain(BufferedReader said) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        said.transferTo(Writer.nullWriter());
                    } catch (IOException _) {
                        // It has ended.
                    }
                });
    }

    private static String after(String words, BufferedReader said) throws IOException {
        String line = said.readLine();
        while (line != null && !line.startsWith(words)) {
            line = said.readLine();
        }
        assertThat(line).as("gantry serve says: %s", words).isNotNull();
        return String.valueOf(line).substring(words.length());
    }

    /** Asks its API to do something; the answer's body. */
    String post(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = ask(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body();
    }

    /** Posts that, and may be refused. */
    HttpResponse<String> ask(String path, String body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(url + path))
                            .header("Authorization", "Bearer " + key)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Adds a node with that upstream. */
    void add(String name, ChatUpstream upstream) throws IOException, InterruptedException {
        post(
                "/api/v1/nodes",
                "{\"name\":\"%s\",\"address\":\"127.0.0.1\",\"services\":[{\"name\":\"chat\",\"kind\":\"llama-cpp\",\"port\":%d}]}"
                        .formatted(name, upstream.port()));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
