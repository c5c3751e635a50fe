package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.diag.OperationException;
import dev.gantry.lab.Lab;
import dev.gantry.lab.LabFolders;
import dev.gantry.lab.LabHost;
import dev.gantry.lab.LabImage;
import dev.gantry.lab.Machine;
import dev.gantry.lab.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The lab itself: what everything else in this folder stands on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LabTest {
    private static final String NAME = "labtest";
    private static final String PREFIX = "gantry-" + NAME;

    private final LabFolders folders = LabFolders.of(System.getenv());
    private final Lab lab =
            Lab.named(NAME, folders, new Progress(System.out::println, InstantSource.system()));
    private List<String> before = List.of();
    private LabHost one;
    private LabHost two;

    @BeforeAll
    void start() throws IOException {
        lab.down();
        before = Traces.of(NAME);
        List<LabHost> hosts = lab.up(List.of(Machine.named("one"), Machine.named("two")));
        one = hosts.getFirst();
        two = hosts.getLast();
    }

    @AfterAll
    void end() {
        lab.down();
    }

    @Test
    @Order(1)
    void upAgainChangesNothing() throws IOException {
        String booted = one.run("stat", "-c", "%Y", "/proc/1") + two.run("cat", "/run/docker.pid");
        List<String> traces = Traces.of(NAME);
        List<LabHost> again = lab.up(List.of(Machine.named("one"), Machine.named("two")));
        assertThat(again).extracting(LabHost::name).containsExactly("one", "two");
        assertThat(again.getFirst().address()).isEqualTo(one.address());
        assertThat(one.run("stat", "-c", "%Y", "/proc/1") + two.run("cat", "/run/docker.pid"))
                .isEqualTo(booted);
        assertThat(Traces.of(NAME)).isEqualTo(traces);
    }

    @Test
    @Order(2)
    void everyMachineHasEveryImage() {
        String[] ids =
                lab.images().stream()
                        .map(LabImage::id)
                        .map(id -> id.substring("sha256:".length()).substring(0, 12))
                        .toArray(String[]::new);
        assertThat(ids).hasSize(59).doesNotHaveDuplicates();
        assertThat(one.run("docker", "images", "-q").lines()).containsExactlyInAnyOrder(ids);
        assertThat(two.run("docker", "images", "-q").lines()).containsExactlyInAnyOrder(ids);
    }

    @Test
    @Order(3)
    void machinesAreReachedOverSsh() {
        Command ssh = Command.of(Path.of("/"), lab.ssh().toString(), "one", "hostname");
        assertThat(ssh.run().exits(0).output().strip()).isEqualTo("one");
        Command version =
                Command.of(
                        Path.of("/"),
                        lab.ssh().toString(),
                        "root@" + two.address(),
                        "docker version -f {{.Server.Version}}");
        assertThat(version.run().exits(0).output()).startsWith("20.10");
    }

    @Test
    @Order(4)
    void aMachineHasFilesOfItsOwn() throws IOException {
        Path here = Path.of("/srv", PREFIX);
        one.run("sh", "-c", "echo from one > " + here);
        assertThat(Files.readString(one.root().resolve("srv").resolve(PREFIX)))
                .isEqualTo("from one\n");
        assertThat(here).doesNotExist();
        assertThat(two.root().resolve("srv").resolve(PREFIX)).doesNotExist();
    }

    @Test
    @Order(5)
    void aCutMachineIsNotReachedUntilItIsHealed() {
        serve();
        assertThat(fetchFromTwo()).contains("nginx");
        one.cut();
        assertThatThrownBy(this::tryToFetchFromTwo).isInstanceOf(OperationException.class);
        one.heal();
        assertThat(fetchFromTwo()).contains("nginx");
        one.drop();
        assertThatThrownBy(this::tryToFetchFromTwo).isInstanceOf(OperationException.class);
        one.undrop();
        assertThat(fetchFromTwo()).contains("nginx");
    }

    private void serve() {
        one.run(
                "docker",
                "run",
                "-d",
                "--name",
                "web",
                "--restart",
                "always",
                "-p",
                "80:80",
                "lab/nginx:1");
    }

    /** What nginx on the first machine says to the second. */
    private String fetchFromTwo() {
        return two.run(
                "curl",
                "-fsS",
                "--retry",
                "20",
                "--retry-delay",
                "1",
                "--retry-all-errors",
                "http://" + one.address() + "/");
    }

    private String tryToFetchFromTwo() {
        return two.run("curl", "-fsS", "-m", "2", "http://" + one.address() + "/");
    }

    @Test
    @Order(6)
    void aKilledEngineLeavesItsContainersRunning() {
        one.killEngine();
        assertThat(fetchFromTwo()).contains("nginx");
        assertThatThrownBy(() -> one.run("docker", "ps")).hasMessageContaining("Cannot connect");
        one.startEngine();
        assertThat(one.run("docker", "ps", "--format", "{{.Names}}")).isEqualTo("web\n");
    }

    @Test
    @Order(7)
    void upAfterAPowerCutBootsTheMachineWithItsDisk() throws IOException {
        one.powerCut();
        assertThat(one.isRunning()).isFalse();
        assertThat(two.isRunning()).isTrue();
        lab.up(List.of(Machine.named("one")));
        assertThat(fetchFromTwo()).contains("nginx");
        assertThat(Files.readString(one.root().resolve("srv").resolve(PREFIX)))
                .isEqualTo("from one\n");
    }

    @Test
    @Order(8)
    void upAfterACrashPutsThingsInOrder() throws IOException {
        String init = Files.readString(hostFolder("one").resolve("init")).split(" ")[0];
        Command.of(Path.of("/"), "kill", "-9", init).run();
        Command.of(Path.of("/"), "ip", "netns", "del", PREFIX + ".one").run();
        // As if it had crashed while a machine was made: some files, nothing that says they are
        // whole.
        Files.createDirectories(hostFolder("three").resolve("data/overlay2"));
        List<LabHost> hosts = lab.up(List.of(Machine.named("one"), Machine.named("three")));
        assertThat(fetchFromTwo()).contains("nginx");
        assertThat(hosts.getLast().run("docker", "images", "-q").lines()).hasSize(59);
    }

    private Path hostFolder(String host) {
        return folders.root().resolve("labs").resolve(NAME).resolve("hosts").resolve(host);
    }

    @Test
    @Order(9)
    void anotherLabStandsBesideIt() {
        Lab other =
                Lab.named(
                        NAME + "-2",
                        folders,
                        new Progress(System.out::println, InstantSource.system()));
        try {
            LabHost host = other.up(List.of(Machine.named("one"))).getFirst();
            assertThat(host.address()).isNotEqualTo(one.address());
            assertThat(host.run("docker", "ps", "-q")).isEmpty();
        } finally {
            other.down();
        }
        assertThat(one.run("docker", "ps", "--format", "{{.Names}}")).isEqualTo("web\n");
    }

    @Test
    @Order(10)
    void downLeavesNothing() throws IOException {
        lab.down();
        assertThat(Traces.of(NAME)).isEqualTo(before).isEmpty();
        assertThat(hostFolder("one").resolve("../..").normalize()).doesNotExist();
        lab.down();
    }
}
