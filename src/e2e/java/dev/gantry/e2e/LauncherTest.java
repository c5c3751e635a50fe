package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.e2e.Command.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./gantry} promises before the first line of Java. */
class LauncherTest {
    private static final String VERSION = "Gantry version 0.1.0\n";
    private static final String BUILDING = "building Gantry, once\n";

    @TempDir static Path folder;

    /** Used once, and then by the tests that leave it as it is. */
    private static Checkout prepared = new Checkout(Path.of("/"));

    @BeforeAll
    static void useOnce() throws IOException {
        prepared = Checkout.in(folder.resolve("a checkout"));
        told(prepared.gantry("version"), "");
    }

    @Test
    void startsFromTheJarThatIsThereWithoutMaven() throws IOException {
        assertThat(prepared.builds()).isZero();
        assertThat(prepared.build().resolve("gantry.aot")).isNotEmptyFile();
        assertThat(prepared.build().resolve("brief.aot")).isNotEmptyFile();
    }

    @Test
    void startsFromAnyFolderAndThroughLinks() throws IOException {
        Path home = prepared.home();
        Path deep = Files.createDirectories(folder.resolve("links/deep"));
        Files.createSymbolicLink(deep.resolve("absolute"), home.resolve("gantry"));
        Files.createSymbolicLink(deep.resolve("relative"), Path.of("../../a checkout/gantry"));
        Files.createSymbolicLink(folder.resolve("chain"), Path.of("links/deep/relative"));
        told(prepared.gantry(deep.resolve("absolute").toString(), folder, "version"), "");
        told(prepared.gantry(deep.resolve("relative").toString(), Path.of("/"), "version"), "");
        told(prepared.gantry(folder.resolve("chain").toString(), home, "version"), "");
        told(shell(folder, "./chain version"), "");
        told(shell(folder, "links/deep/relative version"), "");
        told(shell(home, "./gantry version"), "");
        told(shell(home.resolve("scripts"), "../gantry version"), "");
        told(shell(home, "PATH=" + deep + ":$PATH; relative version"), "");
    }

    /** With {@code on} Java refuses to start without the cache, where else it starts slowly. */
    @Test
    void startsFromTheAotCache() {
        told(prepared.gantry("version").with(options("-XX:AOTMode=on")), "");
        String doesNotFit = "-XX:AOTMode=on -XX:+UseCompactObjectHeaders";
        assertThat(prepared.gantry("version").with(options(doesNotFit)).run().exit()).isNotZero();
    }

    /** The control plane has a cache of its own. */
    @Test
    void startsTheControlPlaneFromItsAotCache() {
        String state = folder.resolve("state").toString();
        Command list = prepared.gantry("key", "list", "--state", state);
        list.with(options("-XX:AOTMode=on")).run().exits(0);
        String doesNotFit = "-XX:AOTMode=on -XX:-UseCompactObjectHeaders";
        assertThat(list.with(options(doesNotFit)).run().exit()).isNotZero();
    }

    /** A start loads and links all that its cache holds. */
    @Test
    void startsShortCommandsWithoutWhatPlanningNeeds() throws IOException {
        String planner = "dev.gantry.plan.Planner ";
        assertThat(classes("version")).noneMatch(line -> line.startsWith(planner));
        assertThat(classes("ls")).anyMatch(line -> line.startsWith(planner));
    }

    /** Every class that {@code config} needs is in the cache, and none is made anew. */
    @Test
    void loadsTheClassesOfConfigFromTheAotCache() throws IOException {
        Path file = prepared.home().resolve("src/main/training/compose.yaml");
        assertThat(classes("-f", file.toString(), "config"))
                .anyMatch(line -> line.startsWith("dev.gantry.compose.ComposeLoader "))
                .filteredOn(line -> !line.contains(" source: shared objects file"))
                .filteredOn(line -> !line.startsWith("java.lang.invoke."))
                .filteredOn(line -> !line.startsWith("opened: "))
                .isEmpty();
    }

    /** What a start loads, by class, and from where. */
    private static List<String> classes(String... words) throws IOException {
        Path log = folder.resolve("classes");
        prepared.gantry(words).with(options("-Xlog:class+load:file=" + log + ":none")).run();
        return Files.readAllLines(log);
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws IOException {
        Checkout checkout = Checkout.in(folder.resolve("edited"));
        told(checkout.gantry("version"), "");
        Path before = checkout.build();
        Path outdated = checkout.home().resolve("target/lib/snakeyaml-engine-0.1.jar");
        Files.createFile(outdated);
        checkout.edit();
        told(checkout.gantry("version"), BUILDING);
        assertThat(checkout.builds()).isOne();
        assertThat(outdated).doesNotExist();
        Path after = checkout.build();
        assertThat(after).isNotEqualTo(before);
        Files.delete(after.resolve("stamp"));
        told(checkout.gantry("version"), "");
        assertThat(checkout.build()).as("half of a build is none").isNotEqualTo(after);
    }

    @Test
    void twoFirstUsesAtOnceShareOneBuild() throws IOException {
        Checkout checkout = Checkout.in(folder.resolve("shared"));
        checkout.edit();
        Command version = checkout.gantry("version");
        Process one = version.start();
        Process other = version.start();
        assertThat(List.of(version.await(one).exits(0), version.await(other).exits(0)))
                .extracting(Run::output)
                .containsExactly(VERSION, VERSION);
        assertThat(checkout.builds()).isOne();
        assertThat(checkout.home().resolve("target/start.lock")).doesNotExist();
    }

    @Test
    void takesOverTheLockOfAProcessThatDied() throws IOException, InterruptedException {
        Checkout checkout = Checkout.in(folder.resolve("left"));
        Process dead = Command.of(folder, "true").start();
        dead.waitFor();
        Path lock = Files.createDirectories(checkout.home().resolve("target/start.lock"));
        Files.writeString(lock.resolve("owner"), dead.pid() + "\n");
        told(checkout.gantry("version"), "");
        assertThat(lock).doesNotExist();
    }

    @Test
    void saysWhichPackageHasAJdk() throws IOException {
        Checkout checkout = Checkout.in(folder.resolve("without-jdk"));
        Path script = checkout.home().resolve("scripts/jdk.sh");
        String nowhere = checkout.home().resolve("nowhere").toString();
        String candidates = Files.readString(script);
        for (String place : List.of("/usr/lib/jvm", "/opt/homebrew", "/Library/Java")) {
            assertThat(candidates).contains(place);
            candidates = candidates.replace(place, nowhere);
        }
        Files.writeString(script, candidates);
        Run run = checkout.gantry("version").with(Map.of("JAVA_HOME", nowhere)).run().exits(69);
        assertThat(run.error())
                .contains(
                        "Gantry needs a JDK 25", "apt-get install openjdk-25-jdk", "brew install");
    }

    @Test
    void saysWhichPackageHasMaven() throws IOException {
        Checkout checkout = Checkout.in(folder.resolve("without-maven"));
        checkout.edit();
        Path tools = checkout.tools();
        Run run = checkout.gantry("version").with(Map.of("PATH", tools.toString())).run().exits(69);
        assertThat(run.error()).contains("apt-get install maven", "brew install maven");
        assertThat(checkout.home().resolve("target/start.lock")).doesNotExist();
    }

    private static Command shell(Path from, String line) {
        return prepared.gantry("/bin/sh", from, "-c", line);
    }

    private static Map<String, String> options(String options) {
        return Map.of("GANTRY_JAVA_OPTIONS", options);
    }

    /** It tells its version, and what it says about building is this. */
    private static void told(Command command, String error) {
        Run run = command.run().exits(0);
        assertThat(run.output()).isEqualTo(VERSION);
        assertThat(run.error()).isEqualTo(error);
    }
}
