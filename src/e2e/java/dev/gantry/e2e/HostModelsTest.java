package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.lab.LabHost;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files of models on machines that are reached by SSH: looked at through both engines. */
@ExtendWith(TwoHosts.class)
class HostModelsTest {
    /** Of five times {@code gguf}. */
    private static final String DIGEST =
            "75db555dca6c814193c71b633209bd85ef1e23925497b3fd3553ebefa1b40e82";

    private final Scenario fleet;
    private final List<LabHost> machines;

    HostModelsTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        fleet = new Scenario(folder, hosts);
        machines = List.of(hosts.one(), hosts.two());
        fleet.file("compose.yaml", "services: {box: {image: lab/valkey:1}}\n");
        write(20, DIGEST);
    }

    private void write(int size, String digest) {
        fleet.file(
                "gantry.yaml",
                """
                fleet: weights
                hosts: {one: {engine: "${ONE}"}, two: {engine: "${TWO}"}}
                stacks:
                  llm:
                    compose: compose.yaml
                    hosts: [one, two]
                    models: [{file: /srv/weights/tiny.gguf, size: %d, sha256: %s}]
                """
                        .formatted(size, digest));
    }

    @AfterEach
    void clean() {
        fleet.gantry("down", "-v", "--yes").exits(0);
        machines.forEach(host -> host.run("rm", "-rf", "/srv/weights"));
    }

    @Test
    void whatIsNotThereStopsUpBeforeAnythingIsStarted() {
        Command.Run refused = fleet.gantry("up").exits(1);
        assertThat(refused.error())
                .contains("llm@one: model /srv/weights/tiny.gguf: no such file on the host")
                .contains("llm@two: model /srv/weights/tiny.gguf: no such file on the host");
        for (LabHost host : machines) {
            assertThat(fleet.remains(host, "weights-llm")).isEmpty();
            assertThat(host.run("sh", "-c", "test -e /srv/weights || echo nothing made"))
                    .contains("nothing made");
            host.run(
                    "sh",
                    "-c",
                    "mkdir -p /srv/weights && printf 'ggufggufggufggufgguf' >/srv/weights/tiny.gguf");
        }
        fleet.gantry("up").exits(0);
        assertThat(fleet.gantry("models", "--verify").exits(0).output())
                .containsPattern("llm@one +/srv/weights/tiny.gguf +present +20 B")
                .containsPattern("llm@two +/srv/weights/tiny.gguf +present +20 B");
        write(21, DIGEST);
        assertThat(fleet.gantry("models").exits(1).output())
                .contains("wrong", "has 20 bytes, 21 are expected");
        write(20, "f".repeat(64));
        fleet.gantry("models").exits(0);
        assertThat(fleet.gantry("models", "--verify").exits(1).output())
                .contains("has another SHA-256: " + DIGEST);
        for (LabHost host : machines) {
            assertThat(fleet.docker(host, "ps", "-a", "--format", "{{.Names}}"))
                    .doesNotContain("gantry-carrier");
        }
    }
}
