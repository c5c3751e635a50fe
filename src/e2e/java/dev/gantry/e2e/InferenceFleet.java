package dev.gantry.e2e;

import dev.gantry.lab.LabHost;
import dev.gantry.lab.TinyModel;
import dev.gantry.lab.TinyWhisper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Inference servers on the lab's two hosts, brought up by Gantry itself: a chat model on each, and
 * one for embeddings, one that transcribes and one that speaks on host two.
 */
record InferenceFleet(Scenario fleet) implements AutoCloseable {
    static final String HEARD = "Hello from the tiny whisper model.";

    static InferenceFleet up(Path folder, TwoHosts.Hosts hosts) throws IOException {
        InferenceFleet made = new InferenceFleet(new Scenario(folder, hosts));
        made.models();
        made.files();
        made.fleet.gantry("up").exits(0);
        return made;
    }

    LabHost one() {
        return fleet.hosts().one();
    }

    LabHost two() {
        return fleet.hosts().two();
    }

    private void models() throws IOException {
        for (LabHost host : new LabHost[] {one(), two()}) {
            Path models = Files.createDirectories(host.root().resolve("srv/models"));
            new TinyModel(
                            host.name(),
                            "Hello from host " + host.name() + ": this is its fixed reply.",
                            java.util.List.of(),
                            512,
                            1,
                            32)
                    .write(models.resolve("chat.gguf"));
            TinyWhisper.write(models.resolve("whisper.bin"), " " + HEARD);
        }
    }

    private void files() {
        fleet.file(
                "gantry.yaml",
                """
                fleet: inference
                hosts:
                  one: {engine: "${ONE}"}
                  two: {engine: "${TWO}"}
                stacks:
                  llm: {compose: [chat.yaml], hosts: [one, two]}
                  extras: {compose: [extras.yaml], hosts: [two]}
                """);
        composeFiles();
    }

    private void composeFiles() {
        fleet.file(
                "chat.yaml",
                """
                services:
                  chat:
                    image: lab/llama:1
                    command: [-m, /models/chat.gguf, --alias, tiny, --parallel, "4", -c, "2048", -t, "1"]
                    ports: ["8080:8080"]
                    volumes: ["/srv/models:/models:ro"]
                    stop_grace_period: 1s
                """);
        fleet.file(
                "extras.yaml",
                """
                services:
                  embed:
                    image: lab/llama:1
                    command: [-m, /models/chat.gguf, --alias, vectors, --embedding, --pooling, mean, -t, "1"]
                    ports: ["8081:8080"]
                    volumes: ["/srv/models:/models:ro"]
                    stop_grace_period: 1s
                  whisper:
                    image: lab/whisper:1
                    command: [-m, /models/whisper.bin, --inference-path, /v1/audio/transcriptions,
                              -ac, "64", -t, "1", -nf, -bo, "1"]
                    ports: ["8082:8080"]
                    volumes: ["/srv/models:/models:ro"]
                    stop_grace_period: 1s
                  speech:
                    image: lab/speech:1
                    ports: ["8083:8080"]
                    stop_grace_period: 1s
                """);
    }

    /** What a server is told of a host's chat. */
    static String chat(LabHost host) {
        return """
        {"name":"%s","address":"%s","services":[
        {"name":"chat","kind":"llama-cpp","port":8080}]}\
        """
                .formatted(host.name(), host.address());
    }

    /** The name of a container of the fleet on a host. */
    String container(String stack, String service) {
        return "inference-" + stack + "-" + service + "-1";
    }

    @Override
    public void close() {
        fleet.gantry("down", "-v", "--yes").exits(0);
    }
}
