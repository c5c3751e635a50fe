package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.e2e.Command.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./dev dist} makes runs where it is unpacked, and wants nothing there. */
class DistributionTest {
    @TempDir static Path folder;

    /** The unpacked copy, far from where it was made. */
    private static Path copy = Path.of("/");

    @BeforeAll
    static void makeAndUnpack() throws IOException {
        Path home = folder.resolve("where it is made");
        Checkout checkout = Checkout.in(home);
        Run made =
                checkout.gantry(home.resolve("scripts/dist.sh").toString(), home, home.toString())
                        .run()
                        .exits(0);
        Path archive = Path.of(made.output().strip());
        Path place = Files.createDirectories(folder.resolve("where it is used"));
        Command.of(place, "tar", "-xzf", archive.toString()).run().exits(0);
        String name = archive.getFileName().toString().replace(".tar.gz", "");
        assertThat(name).startsWith("gantry-0.1.0-");
        copy = place.resolve(name);
        // Nothing of the checkout is needed any more.
        Files.move(home, folder.resolve("gone"));
    }

    /** Java refuses to start when the cache does not fit to the copy. */
    private static Command gantry(Path from, String... words) {
        List<String> all = new ArrayList<>(List.of(copy.resolve("gantry").toString()));
        all.addAll(List.of(words));
        return new Command(
                from,
                Map.of(
                        "PATH",
                        "/nowhere",
                        "JAVA_HOME",
                        "/nowhere",
                        "GANTRY_JAVA_OPTIONS",
                        "-XX:AOTMode=on"),
                all);
    }

    @Test
    void runsWithoutJavaFromItsCaches() {
        assertThat(gantry(folder, "version").run().exits(0).output())
                .isEqualTo("Gantry version 0.1.0\n");
        Path example = copy.resolve("examples/demo");
        gantry(example, "-f", "edge/compose.yaml", "config").run().exits(0);
        gantry(example, "-f", "edge/compose.yaml", "check").run().exits(0);
    }

    @Test
    void runsTheControlPlaneWithoutJavaFromItsCache() {
        String state = folder.resolve("state").toString();
        gantry(folder, "key", "create", "mine", "--state", state).run().exits(0);
        assertThat(gantry(folder, "key", "list", "--state", state).run().exits(0).output())
                .contains("mine");
    }

    /** What it loads shows which cache this start has. */
    @Test
    void startsPsOfOneProjectWithTheLeast() throws IOException {
        Path project = Files.createDirectories(folder.resolve("project"));
        Files.writeString(project.resolve("compose.yaml"), "services: {web: {image: web}}\n");
        Path log = folder.resolve("classes");
        Map<String, String> noted =
                Map.of(
                        "GANTRY_JAVA_OPTIONS",
                        "-XX:AOTMode=on -Xlog:class+load:file=" + log + ":none",
                        "DOCKER_HOST",
                        "unix://" + folder.resolve("no.sock"));
        Run silent = gantry(project, "ps").with(noted).run();

        assertThat(silent.error()).contains("no.sock");
        assertThat(Files.readAllLines(log))
                .anyMatch(line -> line.startsWith("dev.gantry.cli.PsCommand "))
                .noneMatch(line -> line.startsWith("dev.gantry.cli.ConfigCommand "));
    }

    @Test
    void isFoundThroughALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("gantry"), copy.resolve("gantry"));
        new Command(folder, Map.of(), List.of(link.toString(), "version")).run().exits(0);
    }

    @Test
    void saysThatACopyIsNotWhole() throws IOException {
        Path part = folder.resolve("part");
        Files.createDirectories(part.resolve("program"));
        Files.copy(copy.resolve("gantry"), part.resolve("gantry"));
        part.resolve("gantry").toFile().setExecutable(true);
        Files.copy(copy.resolve("program/current"), part.resolve("program/current"));

        Run run = Command.of(folder, part.resolve("gantry").toString(), "version").run();

        assertThat(run.exits(70).error())
                .isEqualTo(
                        "gantry: this copy is not whole, or was made for another machine: "
                                + part
                                + "\n");
    }
}
