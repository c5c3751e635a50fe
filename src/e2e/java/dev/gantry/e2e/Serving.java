package dev.gantry.e2e;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** {@code gantry serve} as a process of its own, and a client for it. */
final class Serving implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TOLD_ONCE = "the administrator's key, told this once: ";

    private final Process process;
    private final Path folder;
    private final String origin;
    private String key;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Serving(Process process, Path folder, String key) throws IOException {
        this.process = process;
        this.folder = folder;
        this.key = key;
        this.origin = awaitOrigin();
    }

    /**
     * Starts it on a port that is free.
     *
     * @param folder for its state and its access log
     * @param key of an administrator; empty: it makes the first one
     */
    static Serving start(
            Path folder, String key, Map<String, String> environment, String... options)
            throws IOException {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "serve",
                                "--listen",
                                "127.0.0.1:0",
                                "--state",
                                folder.resolve("state").toString(),
                                "--access-log",
                                folder.resolve("access.log").toString()));
        words.addAll(List.of(options));
        Process process =
                Command.gantry(folder, words.toArray(String[]::new)).with(environment).start();
        return new Serving(process, folder, key);
    }

    private String awaitOrigin() throws IOException {
        BufferedReader error =
                new BufferedReader(
                        new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = error.readLine(); line != null; line = error.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith(TOLD_ONCE)) {
                key = line.substring(TOLD_ONCE.length());
            }
            if (line.startsWith("listening on ")) {
                Thread.ofVirtual().start(() -> error.lines().forEach(System.out::println));
                return line.substring("listening on ".length());
            }
        }
        throw new AssertionError("gantry serve did not start:\n" + said);
    }

    String origin() {
        return origin;
    }

    String key() {
        return key;
    }

    Process process() {
        return process;
    }

    HttpClient client() {
        return client;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + key);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(
                request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Adds or changes a node. */
    Serving node(String json) throws IOException, InterruptedException {
        HttpResponse<String> put = post("/api/v1/nodes", json);
        if (put.statusCode() / 100 != 2) {
            throw new AssertionError(put.body());
        }
        return this;
    }

    Fields upstream(String id) throws IOException, InterruptedException {
        return find(id).orElseThrow(() -> new AssertionError("no upstream " + id));
    }

    private Optional<Fields> find(String id) throws IOException, InterruptedException {
        return Fields.of(JsonReader.read("status", get("/api/v1/status").body()))
                .maps("upstreams")
                .stream()
                .filter(one -> one.text("upstream").equals(id))
                .findFirst();
    }

    Serving awaitOpen(String... upstreams) throws Exception {
        for (String id : upstreams) {
            until(
                    id + " takes requests",
                    () -> find(id).filter(one -> one.flag("open")).isPresent());
        }
        return this;
    }

    Serving until(String what, Callable<Boolean> so) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!so.call()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(
                        "not in time: " + what + "\n" + get("/api/v1/status").body());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return this;
    }

    /** The value of one of its metrics, all labels added up. */
    double metric(String name, String label) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name) && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    List<Fields> accessLog() {
        try {
            return Files.readAllLines(folder.resolve("access.log")).stream()
                    .map(line -> Fields.of(JsonReader.read("access log", line)))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** As a supervisor stops it. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("gantry serve does not stop");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
