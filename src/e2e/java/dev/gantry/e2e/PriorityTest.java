package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.lab.LabHost;
import dev.gantry.lab.TinyModel;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * One GPU, a chat model and an embedding model on it, and thousands of documents to embed: who
 * chats does not notice, and the documents get on.
 */
@ExtendWith(TwoHosts.class)
class PriorityTest {
    private static final int ROUNDS = 5;
    private static final int CHATS = 8;
    private static final String QUESTION = "word ".repeat(60);
    private static final String DOCUMENT = "word ".repeat(8);

    private final Scenario fleet;
    private final LabHost host;
    private final Serving server;
    private final List<Integer> refused = Collections.synchronizedList(new ArrayList<>());

    PriorityTest(@TempDir Path folder, TwoHosts.Hosts hosts) throws Exception {
        this.fleet = new Scenario(folder, hosts);
        this.host = hosts.two();
        Path models = Files.createDirectories(host.root().resolve("srv/models"));
        // Slow enough that reading a prompt takes longer than everything around it.
        new TinyModel("gpu", "Hello from the one GPU.", List.of(), 512, 6, 2048)
                .write(models.resolve("gpu.gguf"));
        fleet.file(
                "gantry.yaml",
                """
                fleet: priority
                hosts: {two: {engine: "${TWO}"}}
                stacks: {gpu: {compose: [gpu.yaml], hosts: [two]}}
                inference:
                  devices: {gpu: 1}
                  services:
                    gpu/chat: {kind: llama-cpp, port: 8090, device: gpu, slots: 1}
                    gpu/embed: {kind: llama-cpp, port: 8091, device: gpu, slots: 1, capabilities: [embeddings]}
                """);
        fleet.file(
                "gpu.yaml",
                """
                x-llama: &llama
                  image: lab/llama:1
                  volumes: ["/srv/models:/models:ro"]
                  stop_grace_period: 1s
                services:
                  chat:
                    <<: *llama
                    command: [-m, /models/gpu.gguf, --alias, tiny, -t, "1", --no-cache-prompt]
                    ports: ["8090:8080"]
                  embed:
                    <<: *llama
                    command: [-m, /models/gpu.gguf, --alias, vectors, -t, "1", --embedding, --pooling, mean]
                    ports: ["8091:8080"]
                """);
        fleet.gantry("up").exits(0);
        this.server = Serving.start(folder, "", Map.of());
        server.awaitOpen("two/chat", "two/embed");
    }

    @AfterEach
    void down() {
        server.close();
        fleet.gantry("down", "-v", "--yes").exits(0);
    }

    @Test
    void chatKeepsItsTimeAndTheDocumentsGetOn() throws Exception {
        chats(5);
        List<Long> alone = new ArrayList<>();
        List<Long> beside = new ArrayList<>();
        int embedded = 0;
        // Turn by turn, so that whatever else the machine does is there in both.
        for (int round = 0; round < ROUNDS; round++) {
            alone.addAll(chats(CHATS));
            try (Flood flood = new Flood()) {
                server.until("the flood", () -> flood.embedded.get() > 2);
                int before = flood.embedded.get();
                beside.addAll(chats(CHATS));
                embedded += flood.embedded.get() - before;
            }
        }
        double ratio = (double) median(beside) / median(alone);
        System.out.printf(
                "time to first token: alone %.1f ms, beside a flood %.1f ms: %.2f; embedded meanwhile: %d%n",
                median(alone) / 1e6, median(beside) / 1e6, ratio, embedded);
        assertThat(ratio).isLessThan(1.5);
        assertThat(embedded).isPositive();
        assertThat(refused).isEmpty();
    }

    private static long median(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /** How long each waited for the first piece of its answer. */
    private List<Long> chats(int many) throws Exception {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            String body =
                    "{\"model\":\"tiny\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                            .formatted(i + QUESTION);
            long began = System.nanoTime();
            HttpResponse<InputStream> answer =
                    server.client()
                            .send(
                                    server.request("/v1/chat/completions")
                                            .POST(HttpRequest.BodyPublishers.ofString(body))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            answer.body().read();
            nanos.add(System.nanoTime() - began);
            assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("data: [DONE]\n\n");
        }
        return nanos;
    }

    /** Documents to be embedded, more of them at a time than ever get on. */
    private final class Flood implements AutoCloseable {
        private final AtomicInteger embedded = new AtomicInteger();
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private volatile boolean stopping;

        Flood() {
            for (int i = 0; i < 16; i++) {
                threads.execute(this::embed);
            }
        }

        private void embed() {
            String body = "{\"model\":\"vectors\",\"input\":\"" + DOCUMENT + "\"}";
            while (!stopping) {
                try {
                    HttpResponse<String> answer = server.post("/v1/embeddings", body);
                    if (answer.statusCode() == 200) {
                        embedded.incrementAndGet();
                    } else {
                        refused.add(answer.statusCode());
                    }
                } catch (java.io.IOException | InterruptedException failed) {
                    refused.add(-1);
                }
            }
        }

        /** Lets those under way end. */
        @Override
        public void close() {
            stopping = true;
            threads.close();
        }
    }
}
