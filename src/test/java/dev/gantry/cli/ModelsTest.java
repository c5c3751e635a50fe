package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.models.FakeOllama;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that publishes its port where a server speaks Ollama's API. */
class ModelsTest {
    private static final String FLEET =
            """
            fleet: home
            hosts: {gpu: {engine: "ssh://gpu.lan"}}
            stacks:
              llm:
                compose: compose.yaml
                models:
                  - {ollama: "llama3.2:3b", service: ollama, vram: 4GB}
                  - {ollama: mine, service: ollama, modelfile: models/Mine}
            """;

    @TempDir Path folder;
    private final FakeOllama ollama = FakeOllama.open();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("gantry.yaml"), FLEET);
        Files.writeString(
                folder.resolve("compose.yaml"),
                "services: {ollama: {image: ollama, ports: [\"127.0.0.1:"
                        + ollama.port()
                        + ":11434\"]}}\n");
        Files.createDirectory(folder.resolve("models"));
        Files.writeString(folder.resolve("models/Mine"), "FROM llama3.2:3b\nSYSTEM brief\n");
    }

    @AfterEach
    void close() {
        ollama.close();
    }

    private Runner runner() {
        Runner runner = new Runner(folder);
        runner.house.host("gpu").image("ollama");
        return runner;
    }

    @Test
    void upBringsWhatIsMissingAndNothingElse() {
        Runner runner = runner();
        Runner.Ended before = runner.run("models");
        assertThat(before.code()).isEqualTo(ExitCode.FAILED);
        assertThat(before.output()).contains("unknown").contains("service ollama does not run");
        Runner.Ended up = runner.run("up");
        assertThat(up.code()).isEqualTo(ExitCode.DONE);
        assertThat(up.error())
                .contains("llm@gpu: llama3.2:3b: pulling 6a0746a1ec1a: 50% of 2019.4 MB")
                .contains("llm@gpu: mine:latest: success");
        assertThat(ollama.requests())
                .containsExactly(
                        "/api/pull {\"model\":\"llama3.2:3b\",\"stream\":true}",
                        "/api/create {\"from\":\"llama3.2:3b\",\"system\":\"brief\",\"model\":\"mine:latest\",\"stream\":true}");
        assertThat(runner.run("up").code()).isEqualTo(ExitCode.DONE);
        assertThat(ollama.requests()).hasSize(2);
        Runner.Ended listed = runner.run("models", "--json");
        assertThat(listed.code()).isEqualTo(ExitCode.DONE);
        assertThat(listed.output().lines())
                .first()
                .isEqualTo(
                        "{\"deployment\":\"llm@gpu\",\"model\":\"llama3.2:3b\",\"kind\":\"ollama\",\"state\":\"present\","
                                + "\"size\":2019393189,\"digest\":\"6a0746a1ec1aef3e7ec53868f220ff6e389f6f8ef87a01d77c96807de94ca2aa\","
                                + "\"vram\":4294967296,\"reason\":\"\"}");
    }

    @Test
    void whatIsNotAsItsModelfileSaysNowIsMadeAnew() throws IOException {
        Runner runner = runner();
        runner.run("up");
        Files.writeString(folder.resolve("models/Mine"), "FROM llama3.2:3b\nSYSTEM verbose\n");
        Runner.Ended listed = runner.run("models");
        assertThat(listed.code()).isEqualTo(ExitCode.FAILED);
        assertThat(listed.output())
                .containsPattern("mine:latest +wrong .*is not what models/Mine says: SYSTEM\n");
        assertThat(runner.run("up").code()).isEqualTo(ExitCode.DONE);
        assertThat(ollama.requests()).hasSize(3).last().asString().contains("verbose");
        assertThat(runner.run("up").code()).isEqualTo(ExitCode.DONE);
        assertThat(ollama.requests()).hasSize(3);
        assertThat(runner.run("models").code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void aLineThatWasTakenOutIsSeenByTheModelThatItIsMadeFrom() throws IOException {
        Runner runner = runner();
        runner.run("up");
        Files.writeString(folder.resolve("models/Mine"), "FROM llama3.2:3b\n");
        assertThat(runner.run("models").output())
                .containsPattern("mine:latest +wrong .*is not what models/Mine says: SYSTEM\n");
        assertThat(runner.run("up").code()).isEqualTo(ExitCode.DONE);
        assertThat(ollama.requests()).hasSize(3);
        assertThat(runner.run("models").code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void withoutTheModelThatItIsMadeFromOnlyWhatTheFileSaysCounts() throws IOException {
        Files.writeString(
                folder.resolve("gantry.yaml"),
                FLEET.replace(
                        "      - {ollama: \"llama3.2:3b\", service: ollama, vram: 4GB}\n", ""));
        Runner runner = runner();
        runner.run("up");
        Files.writeString(folder.resolve("models/Mine"), "FROM llama3.2:3b\n");
        assertThat(runner.run("models").code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void aModelThatOllamaDoesNotShowIsLeftAloneWithAWarning() {
        Runner runner = runner();
        runner.run("up");
        ollama.showsNothing();
        Runner.Ended up = runner.run("up");
        assertThat(up.code()).isEqualTo(ExitCode.DONE);
        assertThat(up.error())
                .contains("gantry.yaml:8:9: warning: ")
                .contains(
                        "llm@gpu: model mine:latest: nobody can tell whether it is what models/Mine says: "
                                + "Ollama says: open /root/.ollama/models/blobs/sha256-6a07: no such file");
        assertThat(ollama.requests()).hasSize(2);
        Runner.Ended listed = runner.run("models");
        assertThat(listed.code()).isEqualTo(ExitCode.DONE);
        assertThat(listed.output()).containsPattern("mine:latest +present .*nobody can tell");
    }

    @Test
    void aModelThatSomebodyMadeFromFilesIsLeftAlone() throws IOException {
        Runner runner = runner();
        runner.run("up");
        Files.writeString(folder.resolve("models/Mine"), "FROM ./weights.gguf\n");
        assertThat(runner.run("up").code()).isEqualTo(ExitCode.DONE);
        assertThat(runner.run("models").code()).isEqualTo(ExitCode.DONE);
        assertThat(ollama.requests()).hasSize(2);
    }

    @Test
    void aModelThatCannotBeGotIsNamedAndTheOthersAreBrought() {
        ollama.fails("llama3.2:3b", "file does not exist");
        Runner.Ended up = runner().run("up", "--json");
        assertThat(up.code()).isEqualTo(ExitCode.FAILED);
        assertThat(up.error())
                .contains(
                        "cannot get model llama3.2:3b for llm@gpu: Ollama says: file does not exist");
        assertThat(up.output())
                .contains(
                        "{\"event\":\"model_ended\",\"deployment\":\"llm@gpu\",\"model\":\"mine:latest\",\"outcome\":\"done\",\"reason\":\"\"}");
    }

    @Test
    void pullAloneDoesTheSame() {
        Runner runner = runner();
        assertThat(runner.run("up", "--no-start").code()).isEqualTo(ExitCode.DONE);
        assertThat(ollama.requests()).isEmpty();
        assertThat(runner.run("models", "pull").code()).isEqualTo(ExitCode.FAILED);
        assertThat(runner.run("start").code()).isEqualTo(ExitCode.DONE);
        assertThat(runner.run("models", "pull").code()).isEqualTo(ExitCode.DONE);
        assertThat(ollama.requests()).hasSize(2);
    }
}
