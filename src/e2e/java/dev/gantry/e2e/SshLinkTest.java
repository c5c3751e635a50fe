package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gantry.engine.Endpoint;
import dev.gantry.engine.Engine;
import dev.gantry.engine.EngineException;
import dev.gantry.engine.EngineSettings;
import dev.gantry.engine.HttpEngine;
import dev.gantry.lab.LabHost;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What can happen to an engine behind ssh, and what a user is told then. */
@ExtendWith(TwoHosts.class)
class SshLinkTest {
    private final Path folder;
    private final TwoHosts.Hosts hosts;
    private final LabHost two;
    private final SshWrapper wrapper;

    SshLinkTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        this.folder = folder;
        this.hosts = hosts;
        this.two = hosts.two();
        this.wrapper = new SshWrapper(folder, hosts.lab());
    }

    private Engine open(String endpoint, Path ssh, Duration answer) {
        return HttpEngine.open(
                Endpoint.parse(endpoint, new Endpoint.Plain()),
                "two",
                EngineSettings.usual()
                        .withSsh(ssh.toString())
                        .withConnect(Duration.ofSeconds(10))
                        .withAnswer(answer));
    }

    private Engine open(Path ssh) {
        return open(two.endpoint(), ssh, Duration.ofSeconds(30));
    }

    private EngineException failure(String endpoint, Path ssh) {
        try (Engine engine = open(endpoint, ssh, Duration.ofSeconds(10))) {
            return catchThrowableOfType(EngineException.class, engine::info);
        }
    }

    @Test
    void aLinkThatIsCutFailsTheCallInTimeAndServesTheNextOnceItIsBack() {
        Duration limit = Duration.ofSeconds(5);
        try (Engine engine = open(two.endpoint(), hosts.lab().ssh(), limit)) {
            engine.version();
            long begin = System.nanoTime();
            two.cut();
            try {
                EngineException failed =
                        catchThrowableOfType(EngineException.class, engine::networks);
                assertThat(failed).hasMessageStartingWith("cannot list networks on two: ");
                assertThat(failed.unreachable()).isTrue();
                assertThat(Duration.ofNanos(System.nanoTime() - begin))
                        .isLessThan(limit.multipliedBy(3));
            } finally {
                two.heal();
            }
        }
        try (Engine engine = open(hosts.lab().ssh())) {
            assertThat(engine.networks()).isNotEmpty();
        }
    }

    @Test
    void theSameEngineServesAgainOnceALinkIsBack() {
        try (Engine engine = open(hosts.lab().ssh())) {
            engine.version();
            two.cut();
            two.heal();
            assertThat(engine.networks()).isNotEmpty();
        }
    }

    /** The ssh processes that this program has started. */
    private static List<ProcessHandle> tunnels() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("/ssh"))
                .toList();
    }

    @Test
    void anSshThatDiesIsStartedAgain() throws Exception {
        try (Engine engine = open(hosts.lab().ssh())) {
            engine.version();
            List<ProcessHandle> before = tunnels();
            assertThat(before).hasSize(1);
            before.getFirst().destroyForcibly();
            before.getFirst().onExit().get(10, TimeUnit.SECONDS);
            assertThat(engine.networks()).isNotEmpty();
            assertThat(tunnels()).hasSize(1).doesNotContainAnyElementsOf(before);
        }
        assertThat(tunnels()).isEmpty();
    }

    @Test
    void aHostWhoseKeyIsNotKnownIsNotTrusted() {
        EngineException failed = failure(two.endpoint(), wrapper.withoutKnownHosts());
        assertThat(failed)
                .hasMessage(
                        "cannot ask for the state of the engine on two: the host key of "
                                + two.address()
                                + " is not known");
        assertThat(failed.next())
                .isEqualTo("look at it and accept it once: ssh root@" + two.address());
    }

    @Test
    void aKeyThatTheHostRefusesIsTold() {
        EngineException failed = failure(two.endpoint(), wrapper.withAnotherKey());
        assertThat(failed)
                .hasMessageContaining("root@" + two.address() + " accepts none of our keys")
                .hasMessageContaining("Permission denied (publickey");
        assertThat(failed.next()).contains("ssh-copy-id");
    }

    @Test
    void aSocketThatIsNotThereIsTold() {
        EngineException failed = failure(two.endpoint() + "/run/none.sock", hosts.lab().ssh());
        assertThat(failed)
                .hasMessageEndingWith("there is no socket /run/none.sock on " + two.address());
        assertThat(failed.next()).contains("systemctl start docker");
    }

    @Test
    void aHostThatForwardsNothingIsReachedThroughItsOwnClient() {
        try (Engine engine = open(wrapper.withoutForwarding(two))) {
            assertThat(engine.version().engine()).startsWith("28.5");
            assertThat(two.run("ps", "-ef")).contains("docker system dial-stdio");
        }
    }

    @Test
    void nothingIsLeftWhenTheProgramIsKilled() throws Exception {
        killedWhileConnected(hosts.lab().ssh());
        killedWhileConnected(wrapper.withoutForwarding(two));
    }

    private void killedWhileConnected(Path ssh) throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp-" + ssh.getFileName()));
        Process program =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Djava.io.tmpdir=" + temporary,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Hold.class.getName(),
                                two.endpoint(),
                                ssh.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        List<ProcessHandle> started;
        try (BufferedReader said = program.inputReader()) {
            assertThat(said.readLine()).startsWith("connected to 28.5");
            started = program.descendants().toList();
            assertThat(started).isNotEmpty();
        } finally {
            program.destroyForcibly().waitFor();
        }
        for (ProcessHandle one : started) {
            one.onExit().get(10, TimeUnit.SECONDS);
        }
        assertThat(files(temporary)).isEmpty();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("hsperf"))
                    .toList();
        }
    }
}
