package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import dev.gantry.lab.LabHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor finds on two hosts that are well, and on one of them after each fault. */
@ExtendWith(TwoHosts.class)
class DoctorTest {
    private final Scenario fleet;
    private final LabHost one;
    private final LabHost two;

    DoctorTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        fleet = new Scenario(folder, hosts);
        one = hosts.one();
        two = hosts.two();
    }

    @BeforeEach
    void write() {
        fleet("log-driver: json-file", "{}");
        fleet.file("service.yaml", "services: {cache: {image: \"lab/valkey:1\"}}\n");
    }

    private void fleet(String daemon, String labelsOfTwo) {
        fleet.file(
                "gantry.yaml",
                """
                fleet: doctor
                daemon: {%s}
                hosts:
                  one: {engine: "${ONE}", labels: {arch: amd64}}
                  two: {engine: "${TWO}", labels: %s}
                stacks:
                  web: {compose: [service.yaml], hosts: [one, two]}
                """
                        .formatted(daemon, labelsOfTwo));
    }

    /** Every trial's container is gone, and so is what the fault left behind. */
    @AfterEach
    void nothingRemains() {
        for (LabHost host : List.of(one, two)) {
            assertThat(fleet.docker(host, "ps", "-aq", "--filter", "name=gantry-doctor")).isEmpty();
        }
    }

    /** What is found about a host: {@code STATE TOPIC TEXT -> NEXT} lines. */
    private List<String> findings(int exit, String host, String... options) {
        String[] words = new String[options.length + 3];
        words[0] = "doctor";
        words[1] = host;
        words[2] = "--json";
        System.arraycopy(options, 0, words, 3, options.length);
        return findings(fleet.gantry(words).exits(exit).output());
    }

    private static List<String> findings(String output) {
        MapNode line = (MapNode) JsonReader.read("doctor", output.lines().toList().getFirst());
        return Fields.of(line).maps("findings").stream()
                .map(one ->
                        one.text("state")
                                + " "
                                + one.text("topic")
                                + " "
                                + one.text("text")
                                + " -> "
                                + one.text("next"))
                .toList();
    }

    @Test
    void hostsThatAreWellHaveNoProblem() {
        Command.Run run = fleet.gantry("doctor").exits(0);
        assertThat(run.output())
                .contains("host one  ssh://root@" + one.address())
                .contains("ok       reach   " + two.address() + ": name ")
                .containsPattern("connect \\d+ ms, log-in \\d+ ms; the engine answers in \\d+ ms")
                .contains("warning  engine  API 1.41 is old")
                .contains("ok       engine  Docker 28.5")
                .contains("ok       labels  arch: amd64 as the engine has it")
                .contains("ok       clock   within ")
                .contains(
                        "unknown  disk    free space of the disk of /var/lib/docker: not looked at")
                .contains("ok       daemon  as the fleet wants it: log-driver")
                .contains("ok       images  1 of 1 that its stacks use are there, for linux/amd64")
                .doesNotContain("problem");
        assertThat(run.error()).contains("looking at one, two");
    }

    @Test
    void aDeepLookTellsFreeSpaceAndTheOptionsInDaemonJson() {
        fleet(
                "log-opts: {max-size: 10m}, storage-driver: overlay2, registry-mirrors: [\"http://m\"]",
                "{}");
        for (String host : List.of("one", "two")) {
            assertThat(findings(0, host, "--deep"))
                    .anyMatch(line -> line.matches("(ok|warning) disk [0-9.]+ GB free of .*"))
                    .contains("ok daemon as the fleet wants it: storage-driver -> ")
                    .anyMatch(line ->
                            line.startsWith(
                                    "warning daemon registry-mirrors lacks http://m -> \"registry-mirrors\": [\"http://m\"] in"))
                    .anyMatch(line ->
                            line.startsWith(
                                    "warning daemon log-opts is max-size=5m, the fleet wants max-size=10m -> \"log-opts\": {\"max-size\":\"10m\"} in"));
        }
        fleet("log-opts: {max-size: 5m}", "{}");
        assertThat(findings(0, "two", "--deep"))
                .contains("ok daemon as the fleet wants it: log-opts -> ");
    }

    @Test
    void aWrongLabelIsAProblem() {
        fleet("", "{arch: arm64}");
        assertThat(findings(1, "two"))
                .contains(
                        "problem labels label arch: arm64, but the engine is for amd64 -> write arch:"
                                + " amd64, or leave the label out");
    }

    @Test
    void aDeadSshdStopsTheWayToItsHostOnly() {
        try {
            one.run("pkill", "-x", "sshd");
            Command.Run run = fleet.gantry("doctor").exits(1);
            assertThat(run.output())
                    .contains("problem  reach   ssh: connect to host " + one.address() + " port 22")
                    .contains("Connection refused")
                    .contains("-> start sshd there")
                    .contains("ok       reach   " + two.address());
        } finally {
            startSshd(one);
        }
    }

    private static void startSshd(LabHost host) {
        host.run("/usr/sbin/sshd", "-E", "/var/log/sshd.log");
    }

    @Test
    void aDeadEngineIsToldFromADeadHost() {
        try {
            two.killEngine();
            assertThat(findings(1, "two"))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "problem reach nothing answers at /var/run/docker.sock on "
                                    + two.address())
                    .contains("log-in ");
        } finally {
            two.startEngine();
        }
    }

    @Test
    void aCutCableIsToldBeforeLong() {
        try {
            two.cut();
            assertThat(findings(1, "two"))
                    .singleElement()
                    .asString()
                    .startsWith("problem reach ssh: connect to host " + two.address())
                    .contains("look whether " + two.address() + " is up");
        } finally {
            two.heal();
        }
    }

    @Test
    void theHopAtWhichTheWayEndsIsNamed(@TempDir Path folder) throws IOException {
        Path ssh = jumping(folder);
        String well = behindJump(0, ssh);
        assertThat(findings(well).getFirst()).matches("ok reach one: name .*; far: log-in .*");
        try {
            two.run("pkill", "-x", "sshd");
            assertThat(findings(behindJump(1, ssh)).getFirst())
                    .startsWith(
                            "problem reach stops at far, hop 2 of 2: one cannot connect to far:"
                                    + " Connection refused (one: name ");
        } finally {
            startSshd(two);
        }
        try {
            one.run("pkill", "-x", "sshd");
            assertThat(findings(behindJump(1, ssh)).getFirst())
                    .startsWith("problem reach stops at one, hop 1 of 2: ssh: connect to host");
        } finally {
            startSshd(one);
        }
    }

    private String behindJump(int exit, Path ssh) {
        fleet.file(
                "gantry.yaml",
                """
                hosts: {far: {engine: "ssh://far"}}
                stacks: {web: {compose: [service.yaml], hosts: [far]}}
                """);
        return fleet.command("doctor", "--json")
                .with(Map.of("GANTRY_SSH", ssh.toString()))
                .run()
                .exits(exit)
                .output();
    }

    /** An ssh for which host two is behind host one, by the name of far. */
    private Path jumping(Path folder) throws IOException {
        Path configuration = folder.resolve("config");
        Files.writeString(
                configuration,
                """
                Host far
                  HostName %s
                  HostKeyAlias two
                  ProxyJump one
                Match all
                Include %s
                """
                        .formatted(two.address(), fleet.hosts().lab().sshConfiguration()));
        Path ssh = Files.createFile(folder.resolve("ssh"));
        assertThat(ssh.toFile().setExecutable(true)).isTrue();
        Files.writeString(ssh, "#!/bin/sh\nexec /usr/bin/ssh -F '" + configuration + "' \"$@\"\n");
        return ssh;
    }

    @Test
    void whetherAContainerGetsTheGpuIsTriedAndToldInWords() throws IOException {
        fleet("", "{gpu: nvidia}");
        assertThat(findings(0, "two"))
                .anyMatch(line ->
                        line.startsWith("warning gpu label gpu: nvidia, and the engine names"));
        assertThat(findings(1, "two", "--deep"))
                .anyMatch(line ->
                        line.startsWith(
                                        "problem gpu the engine has nothing to give GPUs to containers")
                                && line.contains("install nvidia-container-toolkit"));
        try {
            FakeGpu.on(two);
            assertThat(findings(0, "two", "--deep"))
                    .contains("ok gpu a container gets GPU 0: not a real one -> ");
            FakeGpu.breaks(two);
            assertThat(findings(1, "two", "--deep"))
                    .anyMatch(line ->
                            line.startsWith(
                                            "problem gpu no container with a GPU starts: the NVIDIA"
                                                    + " driver does not work on the host (")
                                    && line.contains("driver not loaded"));
        } finally {
            FakeGpu.off(two);
        }
    }

    @Test
    void aShareThatIsNotMountedIsAProblem() {
        fleet.file(
                "gantry.yaml",
                """
                hosts:
                  two:
                    engine: "${TWO}"
                    shares: {shelf: {path: /mnt/shelf, type: sshfs}, attic: {path: /mnt/attic, type: nfs}}
                stacks: {web: {compose: [service.yaml], hosts: [two]}}
                """);
        two.run("mkdir", "-p", "/srv/shelf", "/mnt/shelf");
        assertThat(findings(1, "two", "--deep"))
                .anyMatch(line ->
                        line.startsWith(
                                "problem shares share shelf at /mnt/shelf is not mounted: what is written there stays on this host's own "))
                .anyMatch(line ->
                        line.startsWith("problem shares share attic: there is no /mnt/attic -> "));
        two.run("sh", "-c", "printf '#!/bin/sh\nexec /usr/lib/openssh/sftp-server\n' >/tmp/sftp");
        two.run("chmod", "+x", "/tmp/sftp");
        two.run("sshfs", "-o", "ssh_command=/tmp/sftp", "here:/srv/shelf", "/mnt/shelf");
        try {
            assertThat(findings(1, "two", "--deep"))
                    .contains("ok shares share shelf at /mnt/shelf is mounted, fuse.sshfs -> ");
        } finally {
            two.run("umount", "/mnt/shelf");
        }
    }

    @Test
    void oneEngineUnderTwoNamesIsSeen() {
        fleet.file(
                "gantry.yaml",
                """
                hosts: {one: {engine: "${ONE}"}, same: {engine: "${SOCKET}"}}
                stacks: {web: {compose: [service.yaml], hosts: [one]}}
                """);
        assertThat(fleet.gantry("doctor").exits(0).output())
                .contains("warning  fleet   hosts one and same are the same engine");
    }
}
