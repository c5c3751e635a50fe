package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.lab.EngineKind;
import dev.gantry.lab.LabHost;
import dev.gantry.lab.Machine;
import dev.gantry.lab.TinyModel;
import dev.gantry.lab.TinyWhisper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code examples/two-machine-topology}: a VPS with the control plane, and a GPU machine that comes
 * and goes.
 */
class TwoMachineTopologyTest {
    private static final String[] VPS = {
        "vps/caddy@%s", "vps/platform-api@%s", "vps/platform-ui@%s", "vps/postgres@%s"
    };
    private static final String[] GPU = {
        "gpu/chatterbox@%s", "gpu/llama-cpp@%s", "gpu/qwen-embeddings@%s", "gpu/whisper@%s"
    };
    private static final String[] UPSTREAMS = {
        "/chatterbox", "/llama-cpp", "/qwen-embeddings", "/whisper"
    };

    /** Their words to start; the Compose files' own are those of the real programs. */
    private static final String STAND_INS =
            """
            services:
              whisper:
                command: [--port, "8000", -m, /models/whisper.bin, --inference-path, /v1/audio/transcriptions,
                          -ac, "64", -t, "1", -nf, -bo, "1"]
                volumes: ["/opt/models:/models:ro"]
              chatterbox:
                command: [httpd, -f, -p, "5123", -h, /srv/www]
                healthcheck: {test: [CMD, curl, -fsS, "http://localhost:5123/cgi-bin/ready"]}
            """;

    @TempDir private Path scratch;

    @Test
    void twoMachinesComeUpServeFailAndHeal() throws Exception {
        try (ExampleFleet fleet =
                ExampleFleet.of(
                                "two-machine-topology",
                                scratch,
                                new Machine("vps", EngineKind.DOCKER28),
                                new Machine("gpu", EngineKind.DOCKER20))
                        .filledIn()) {
            JavaImage.on(fleet.host("vps"));
            prepare(fleet, fleet.host("gpu"));
            isStillOrdinaryCompose(fleet);
            fleet.comesUp(all("vps", "gpu"));
            reachesTheOtherMachineByItsName(fleet);
            answersWhereItDid(fleet);
            PlatformApi api = PlatformApi.of(fleet, fleet.host("vps"));
            registersAtOnce(fleet, api);
            api.serves("gpu");
            outlivesTheOtherMachine(fleet, api);
            keepsItsData(fleet, api);
            fleet.goesAway();
        }
    }

    @Test
    void theSameFilesRunOnOneMachine() throws Exception {
        Machine only = new Machine("local", EngineKind.DOCKER20);
        try (ExampleFleet example =
                ExampleFleet.of("two-machine-topology", scratch, only).filledIn()) {
            LabHost local = example.host("local");
            JavaImage.on(local);
            prepare(example, local);
            ExampleFleet fleet = example.part("flat", "two-machine-topology-flat");
            fleet.comesUp(all("local", "local"));
            reachesTheOtherMachineByItsName(fleet);
            PlatformApi api = PlatformApi.of(fleet, local);
            seed(fleet);
            api.awaits("open", upstreams("local"));
            api.serves("local");
            fleet.goesAway();
        }
    }

    private static void prepare(ExampleFleet fleet, LabHost gpu) throws IOException {
        FakeGpu.on(gpu);
        Path models = Files.createDirectories(gpu.root().resolve("opt/models"));
        for (String name :
                List.of(
                        "Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf",
                        "qwen2-0_5b-instruct-q8_0.gguf")) {
            new TinyModel(name, PlatformApi.REPLY, List.of(), 512, 1, 32)
                    .write(models.resolve(name));
        }
        TinyWhisper.write(models.resolve("whisper.bin"), " " + InferenceFleet.HEARD);
        Files.writeString(
                fleet.folder().resolve("local/vps/.env"),
                "GANTRY_SOURCE=%s\nJAVA_IMAGE=%s\n"
                        .formatted(Path.of("").toAbsolutePath(), JavaImage.NAME),
                StandardOpenOption.APPEND);
        Files.writeString(fleet.folder().resolve("lab.yml"), STAND_INS);
    }

    private static String[] all(String vps, String gpu) {
        String[] all = new String[VPS.length + GPU.length];
        for (int i = 0; i < VPS.length; i++) {
            all[i] = VPS[i].formatted(vps);
        }
        for (int i = 0; i < GPU.length; i++) {
            all[VPS.length + i] = GPU[i].formatted(gpu);
        }
        return all;
    }

    private static String[] upstreams(String host) {
        return Arrays.stream(UPSTREAMS).map(one -> host + one).toArray(String[]::new);
    }

    private static void reachesTheOtherMachineByItsName(ExampleFleet fleet) {
        for (int port = 8080; port <= 8083; port++) {
            inside(fleet, "curl", "-s", "-o", "/dev/null", "http://wopr-gpu:" + port);
        }
    }

    private static void answersWhereItDid(ExampleFleet fleet) {
        LabHost vps = fleet.host("vps");
        assertThat(vps.run("curl", "-fsS", "http://localhost:3100/health"))
                .isEqualTo("{\"status\":\"ok\"}");
        assertThat(vps.run("curl", "-fsSI", "http://localhost")).startsWith("HTTP/1.1 200");
        assertThat(vps.run("curl", "-fsS", "http://app.localhost")).contains("platform-ui");
        assertThat(inside(fleet, "id", "-u")).isEqualTo("10001\n");
        assertThat(inside(fleet, "gantry", "version")).startsWith("Gantry version ");
        // The server's Java took the image's AOT cache, which it does not say when it does not.
        assertThat(inside(fleet, "cat", "/proc/1/maps")).contains("/program/serve.aot");
    }

    private static String inside(ExampleFleet fleet, String... words) {
        List<String> all = new ArrayList<>(List.of("exec", "-T", "platform-api"));
        all.addAll(List.of(words));
        return fleet.gantry(all.toArray(String[]::new)).exits(0).output();
    }

    /** The peer takes each stack in its own folder, without a fleet around it. */
    private static void isStillOrdinaryCompose(ExampleFleet fleet) {
        for (String stack : List.of("vps", "gpu")) {
            Command.of(
                            fleet.folder().resolve("local").resolve(stack),
                            fleet.lab().peer().toString(),
                            "config",
                            "--quiet")
                    .run()
                    .exits(0);
        }
    }

    /** The pipe that is in the place of a script, a row in a table and a restart. */
    private static Command.Run seed(ExampleFleet fleet) {
        String gantry = Path.of("gantry").toAbsolutePath().toString();
        return Command.of(
                        fleet.folder(),
                        "sh",
                        "-c",
                        "'%s' node list --fleet --json | '%s' exec -T platform-api gantry node add -f -"
                                .formatted(gantry, gantry))
                .with(Map.of("GANTRY_SSH", fleet.lab().ssh().toString()))
                .run()
                .exits(0);
    }

    private static void registersAtOnce(ExampleFleet fleet, PlatformApi api) throws Exception {
        String before = api.started();
        assertThat(api.upstreams()).isEmpty();
        assertThat(seed(fleet).output()).isEqualTo("node gpu: added\n");
        api.awaits("open", upstreams("gpu"));
        assertThat(seed(fleet).output()).isEqualTo("node gpu: as it was\n");
        assertThat(api.started()).isEqualTo(before);
    }

    private static void outlivesTheOtherMachine(ExampleFleet fleet, PlatformApi api)
            throws Exception {
        LabHost gpu = fleet.host("gpu");
        gpu.powerCut();
        api.awaits("down", upstreams("gpu"));
        for (String one : upstreams("gpu")) {
            assertThat(api.upstream(one).text("reason")).as(one).isNotBlank();
        }
        assertThat(api.health()).contains("\"status\":\"ok\"");
        assertThat(api.chat().statusCode()).isEqualTo(503);
        fleet.gantry("up", "--host", "vps").exits(0);
        gpu.boot();
        api.awaits("open", upstreams("gpu"));
        api.serves("gpu");
    }

    private static void keepsItsData(ExampleFleet fleet, PlatformApi api) throws Exception {
        fleet.gantry("down", "--yes").exits(0);
        assertThat(fleet.states()).isEmpty();
        fleet.comesUp(all("vps", "gpu"));
        // The key is the one from before, and so is the node.
        api.awaits("open", upstreams("gpu"));
        api.serves("gpu");
    }
}
