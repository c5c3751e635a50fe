package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gantry init} asks, writes what is not there, and shows no secret. */
class InitCommandTest {
    private static final String COMPOSE =
            """
            services:
              db:
                image: postgres:16
                environment:
                  POSTGRES_PASSWORD: ${DB_PASSWORD:?}
                  REGION: ${REGION}
            """;

    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void files() throws IOException {
        Files.createDirectory(folder.resolve("web"));
        write("web/compose.yaml", COMPOSE);
        write(
                "web/.env.example",
                "# of the database\r\nDB_PASSWORD=changeme\r\nOPENAI_API_KEY=\r\n");
    }

    private void write(String path, String text) throws IOException {
        Files.writeString(folder.resolve(path), text);
    }

    private String read(String path) throws IOException {
        return Files.readString(folder.resolve(path));
    }

    private Runner.Ended run(String... words) {
        return new Runner(folder).run(words);
    }

    @Test
    void writesWhatItProposes() throws IOException {
        Runner.Ended ended = run("init", "--yes");
        assertThat(ended.code()).isEqualTo(ExitCode.DONE);
        assertThat(read("gantry.yaml")).contains("compose: [web/compose.yaml]");
        assertThat(read("web/.env"))
                .matches("# of the database\r\nDB_PASSWORD=[0-9a-f]{64}\r\nOPENAI_API_KEY=\r\n");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("web/.env"))))
                .isEqualTo("rw-------");
        assertThat(ended.error()).contains("give a value to REGION").contains("gantry plan");
        String secret = read("web/.env").lines().toList().get(1).split("=", 2)[1];
        assertThat(ended.output() + ended.error()).doesNotContain(secret);
        try (var left = Files.list(folder.resolve("web"))) {
            assertThat(left.map(one -> one.getFileName().toString()))
                    .containsExactlyInAnyOrder("compose.yaml", ".env.example", ".env");
        }
    }

    @Test
    void secretsOfTwoRunsDiffer() throws IOException {
        Runner runner = new Runner(folder);
        runner.run(new RealHouse(), "init", "--yes");
        String first = read("web/.env");
        Files.delete(folder.resolve("web/.env"));
        runner.run(new RealHouse(), "init", "--yes");
        assertThat(first).matches("(?s).*DB_PASSWORD=[0-9a-f]{64}\r\n.*");
        assertThat(read("web/.env")).isNotEqualTo(first);
    }

    @Test
    void neverOverwrites() throws IOException {
        write("gantry.yaml", "mine");
        write("web/.env", "DB_PASSWORD=mine\n");
        Runner.Ended ended = run("init", "--yes");
        assertThat(ended.code()).isEqualTo(ExitCode.DONE);
        assertThat(read("gantry.yaml")).isEqualTo("mine");
        assertThat(read("web/.env")).isEqualTo("DB_PASSWORD=mine\n");
        assertThat(ended.output())
                .contains("gantry.yaml <== (there is one already: it stays as it is)")
                .contains(
                        "web/.env <== from web/.env.example (is there already: it stays as it is)");
        assertThat(ended.error()).contains("Nothing to write");
    }

    @Test
    void aSlipInAComposeFileIsToldWithItsPlace() throws IOException {
        write("web/compose.yaml", "services:\n  web:\n    imagee: nginx\n");
        Runner.Ended ended = run("init", "--yes");
        assertThat(read("gantry.yaml")).contains("compose: [web/compose.yaml]");
        assertThat(ended.error())
                .contains("web/compose.yaml:3:5: error: services.web")
                .contains("did you mean \"image\"?");
    }

    @Test
    void aFileOfComposesNameThatIsNoneIsTold() throws IOException {
        write("web/compose.yaml", "service:\n  web: {image: nginx}\n");
        Files.createSymbolicLink(folder.resolve("docker-compose.yml"), Path.of("nowhere"));
        Files.createDirectory(folder.resolve("db"));
        write("db/docker-compose.yml", "");
        Runner.Ended ended = run("init", "--yes");
        assertThat(ended.code()).isEqualTo(ExitCode.INPUT);
        assertThat(ended.error())
                .contains("web/compose.yaml: warning: left out: it has no services")
                .contains("db/docker-compose.yml: warning: left out: it has no services")
                .contains("docker-compose.yml: warning: left out: it is no file")
                .contains("there is no Compose file");
    }

    @Test
    void anAddressWithAPasswordThatIsGeneratedAnewIsLeftToItsOwner() throws IOException {
        write(
                "web/.env.example",
                """
                DB_PASSWORD=password
                DB_URL=postgresql://me:password@db:5432/app
                QUEUE_URL="postgresql://me:${DB_PASSWORD:-password}@db/queue"
                SITE_URL=https://me:own@example.org/
                """);
        Runner.Ended ended = run("init", "--dry-run");
        assertThat(ended.output())
                .contains("generated: DB_PASSWORD\n")
                .contains("for you to set: DB_URL (the password in it stands for one of yours)\n")
                .contains("kept as they are: 2\n");
    }

    @Test
    void whatCanBeNoPathIsNoFault() throws IOException {
        write(
                "web/compose.yaml",
                """
                include: ["a\\0b"]
                services:
                  web: {image: web, env_file: "c\\0d", extends: {file: "e\\0f", service: g}}
                """);
        assertThat(run("init", "--dry-run").code()).isEqualTo(ExitCode.DONE);
        assertThat(run("init", "--yes").code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void anExampleMayBeginWithAByteOrderMark() throws IOException {
        write("web/.env.example", "\ufeffDB_PASSWORD=changeme\n");
        run("init", "--yes");
        assertThat(read("web/.env")).matches("DB_PASSWORD=[0-9a-f]{64}\n");
    }

    @Test
    void neverWritesThroughALink() throws IOException {
        Path elsewhere = folder.resolve("elsewhere");
        Files.createSymbolicLink(folder.resolve("gantry.yaml"), elsewhere);
        run("init", "--yes");
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void aDryRunAndAnAnswerOfNoWriteNothing() {
        assertThat(run("init", "--dry-run").code()).isEqualTo(ExitCode.DONE);
        Runner asked = new Runner(folder);
        asked.terminal = new Terminal(true, true, true, () -> Terminal.Size.USUAL);
        asked.input = "n\n";
        assertThat(asked.run("init").code()).isEqualTo(ExitCode.CANCELLED);
        assertThat(run("init").code()).isEqualTo(ExitCode.USAGE);
        assertThat(folder.resolve("gantry.yaml")).doesNotExist();
        assertThat(folder.resolve("web/.env")).doesNotExist();
    }

    @Test
    void anAnswerOfYesWrites() {
        Runner asked = new Runner(folder);
        asked.terminal = new Terminal(true, true, true, () -> Terminal.Size.USUAL);
        asked.input = "y\n";
        assertThat(asked.run("init").code()).isEqualTo(ExitCode.DONE);
        assertThat(folder.resolve("gantry.yaml")).exists();
    }

    @Test
    void jsonPrintsAndWritesOnlyWithYes() throws IOException {
        Fields shown = json(run("init", "--json"));
        assertThat(shown.texts("written")).isEmpty();
        assertThat(shown.map("gantry_yaml").text("text")).contains("stacks:");
        assertThat(folder.resolve("gantry.yaml")).doesNotExist();
        Fields written = json(run("init", "--json", "--yes"));
        assertThat(written.texts("written")).isEqualTo(List.of("gantry.yaml", "web/.env"));
        Fields variable = written.maps("env_files").getFirst().maps("variables").getFirst();
        assertThat(variable.text("name")).isEqualTo("DB_PASSWORD");
        assertThat(variable.text("fate")).isEqualTo("generated");
    }

    private static Fields json(Runner.Ended ended) {
        assertThat(ended.code()).isEqualTo(ExitCode.DONE);
        return Fields.of(
                JsonReader.read("output", ended.output().getBytes(StandardCharsets.UTF_8)));
    }
}
