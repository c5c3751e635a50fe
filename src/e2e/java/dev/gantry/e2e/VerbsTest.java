package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.JsonWriter;
import dev.gantry.lab.LabHost;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Docker Compose's verbs on two real engines at once, beside what Docker Compose 2.40.3 says. */
@ExtendWith(TwoHosts.class)
class VerbsTest {
    private final Scenario fleet;
    private final LabHost two;

    VerbsTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        fleet = new Scenario(folder, hosts);
        two = hosts.two();
    }

    @BeforeEach
    void up() {
        fleet.shop("verbs", "one", "two");
        fleet.file(
                "compose.yaml",
                """
                services:
                  web:
                    image: lab/nginx:1
                    ports: ["18080:80"]
                    depends_on: {cache: {condition: service_healthy, restart: true}}
                  cache:
                    image: lab/valkey:1
                    volumes: [data:/data]
                  job:
                    image: lab/toolbox:1
                    profiles: [jobs]
                    entrypoint: [/bin/sh, -c, "sleep 8; exit 7"]
                    user: "1000"
                volumes: {data: {}}
                """);
        fleet.gantry("up").exits(0);
    }

    @AfterEach
    void clean() {
        fleet.gantry("down", "-v", "--remove-orphans", "--yes").exits(0);
    }

    private String states(String... more) {
        String[] words = new String[more.length + 4];
        System.arraycopy(new String[] {"-p", "shop", "ps", "-a"}, 0, words, 0, 4);
        System.arraycopy(more, 0, words, 4, more.length);
        return fleet.compose(two, words);
    }

    private List<String> peerStates() {
        return states("--format", "{{.Service}} {{.State}}").lines().sorted().toList();
    }

    @Test
    void containersStopStartRestartPauseAndGoOn() {
        fleet.gantry("stop", "-t", "2").exits(0);
        assertThat(peerStates()).containsExactly("cache exited", "web exited");
        fleet.gantry("start").exits(0);
        assertThat(peerStates()).containsExactly("cache running", "web running");
        fleet.gantry("pause", "web").exits(0);
        assertThat(peerStates()).containsExactly("cache running", "web paused");
        fleet.gantry("unpause").exits(0);
        String before = startedAt("shop-web-1");
        fleet.gantry("restart", "-t", "2", "cache").exits(0);
        assertThat(startedAt("shop-web-1")).isGreaterThan(before);
        assertThat(startedAt("shop-web-1")).isGreaterThan(startedAt("shop-cache-1"));
        fleet.gantry("kill", "--host", "two").exits(0);
        assertThat(peerStates()).containsExactly("cache exited", "web exited");
        assertThat(fleet.inspect(two, "shop-cache-1").map("State").integer("ExitCode", 0))
                .isEqualTo(137);
        assertThat(fleet.gantry("ps", "-q", "--host", "one").exits(0).output().lines()).hasSize(2);
    }

    private String startedAt(String container) {
        return fleet.inspect(two, container).map("State").text("StartedAt");
    }

    @Test
    void containersAreWaitedForRemovedMadeAndScaled() {
        fleet.gantry("create", "--profile", "jobs", "job").exits(0);
        fleet.gantry("start", "--profile", "jobs", "--host", "two", "job").exits(0);
        assertThat(
                        fleet.gantry("wait", "--profile", "jobs", "--host", "two", "job")
                                .exits(7)
                                .output())
                .isEqualTo("container \"shop-job-1\" exited with status code 7\n");
        fleet.gantry("rm", "-f", "--profile", "jobs", "job").exits(0);
        fleet.gantry("kill", "--host", "two", "cache").exits(0);
        fleet.gantry("rm", "--host", "two").exits(64);
        fleet.gantry("rm", "-f", "--host", "two").exits(0);
        assertThat(peerStates()).containsExactly("web running");
        fleet.gantry("rm", "-sf", "web").exits(0);
        assertThat(peerStates()).isEmpty();
        fleet.gantry("create").exits(0);
        assertThat(peerStates()).containsExactly("cache created", "web created");
        fleet.gantry("scale", "cache=2", "--no-deps").exits(0);
        assertThat(peerStates()).containsExactly("cache running", "cache running", "web created");
    }

    @Test
    void whatRunsIsLookedAtAsThePeerDoes() {
        assertThat(fleet.gantry("port", "--host", "two", "web", "80").exits(0).output())
                .isEqualTo(fleet.compose(two, "-p", "shop", "port", "web", "80"));
        fleet.gantry("port", "web", "80").exits(64);
        String top = fleet.gantry("top", "web").exits(0).output();
        assertThat(top).contains("one ", "two ", "nginx");
        assertThat(fleet.compose(two, "-p", "shop", "top", "web")).contains("nginx");
        Fields image = only(fleet.gantry("images", "--host", "two", "--json", "web").output());
        Fields peers = only(fleet.compose(two, "-p", "shop", "images", "--format", "json", "web"));
        for (String key : List.of("ID", "ContainerName", "Repository", "Tag", "Platform", "Size")) {
            assertThat(image.text(key)).as(key).isEqualTo(peers.text(key));
        }
        assertThat(fleet.gantry("volumes", "-q", "--host", "two").exits(0).output())
                .isEqualTo(fleet.compose(two, "-p", "shop", "volumes", "-q"));
        Fields project = only(fleet.gantry("ls", "--host", "two", "--json").exits(0).output());
        Fields known = only(fleet.compose(two, "ls", "--format", "json"));
        for (String key : List.of("Name", "Status", "ConfigFiles")) {
            assertThat(project.text(key)).as(key).isEqualTo(known.text(key));
        }
    }

    @Test
    void commandsRunInContainersAndTheirExitCodesComeBack() {
        Command.Run run =
                fleet.gantry(
                                "exec",
                                "--host",
                                "one",
                                "-e",
                                "A=blue",
                                "-w",
                                "/tmp",
                                "-T",
                                "web",
                                "sh",
                                "-c",
                                "echo $A; pwd; echo err >&2; exit 5")
                        .exits(5);
        assertThat(run.output()).isEqualTo("blue\n/tmp\n");
        assertThat(run.error()).isEqualTo("err\n");
        assertThat(
                        fleet.gantry("exec", "--host", "two", "-u", "nobody", "web", "id", "-un")
                                .output())
                .isEqualTo("nobody\n");
        fleet.gantry("exec", "web", "true").exits(64);
        fleet.gantry("exec", "-d", "--host", "two", "web", "touch", "/tmp/made").exits(0);
        fleet.gantry("exec", "--host", "two", "web", "no-such-program").exits(127);
    }

    @Test
    void oneOffContainersRunBesideTheService() {
        fleet.gantry("down", "--host", "two").exits(0);
        Command.Run run =
                fleet.gantry(
                                "run",
                                "--rm",
                                "--host",
                                "two",
                                "-e",
                                "A=blue",
                                "-w",
                                "/tmp",
                                "-v",
                                "data:/here",
                                "web",
                                "sh",
                                "-c",
                                "echo $A; pwd; grep -c ' /here ' /proc/mounts; echo err >&2; exit 5")
                        .exits(5);
        assertThat(run.output()).isEqualTo("blue\n/tmp\n1\n");
        assertThat(run.error()).endsWith("err\n");
        assertThat(peerStates()).containsExactly("cache running");
    }

    @Test
    void aOneOffContainerIsLikeThePeers() {
        String id =
                fleet.gantry("run", "-d", "--host", "two", "--quiet", "web", "sleep", "60")
                        .exits(0)
                        .output()
                        .strip();
        Fields ours = fleet.inspect(two, id);
        String theirId =
                fleet.compose(two, "-p", "shop", "run", "-d", "web", "sleep", "60")
                        .lines()
                        .toList()
                        .getLast();
        Fields theirs = fleet.inspect(two, theirId);
        assertThat(ours.text("Name")).matches("/shop-web-run-[0-9a-f]{12}");
        assertThat(ours.map("Config").pairs("Labels").keySet())
                .isEqualTo(theirs.map("Config").pairs("Labels").keySet());
        same(ours, theirs, "Config", "OpenStdin StdinOnce AttachStdin Tty Cmd Env");
        same(ours, theirs, "HostConfig", "AutoRemove RestartPolicy PortBindings NetworkMode");
        assertThat(peerStates())
                .containsExactly("cache running", "web running", "web running", "web running");
        fleet.docker(two, "rm", "-f", id, theirId);
    }

    private static void same(Fields ours, Fields theirs, String part, String keys) {
        for (String key : keys.split(" ")) {
            assertThat(ours.map(part).node().find(key).map(JsonWriter::compact))
                    .as(key)
                    .isEqualTo(theirs.map(part).node().find(key).map(JsonWriter::compact))
                    .isPresent();
        }
    }

    @Test
    void filesAreCopiedBothWaysAsThePeerDoes() {
        fleet.file("conf/app.conf", "x = 1\n").file("conf/deep/more", "2\n");
        fleet.gantry("cp", "conf", "web:/tmp").exits(0);
        fleet.gantry("cp", "conf/app.conf", "web:/tmp/conf/new").exits(0);
        for (String host : List.of("one", "two")) {
            assertThat(
                            fleet.gantry(
                                            "exec",
                                            "--host",
                                            host,
                                            "web",
                                            "sh",
                                            "-c",
                                            "cat /tmp/conf/app.conf /tmp/conf/deep/more /tmp/conf/new")
                                    .output())
                    .isEqualTo("x = 1\n2\nx = 1\n");
        }
        fleet.gantry("cp", "--host", "two", "web:/etc/nginx", "ours").exits(0);
        fleet.compose(two, "-f", "compose.yaml", "-p", "shop", "cp", "web:/etc/nginx", "theirs");
        Command.of(fleet.folder(), "diff", "-r", "--no-dereference", "ours", "theirs")
                .run()
                .exits(0);
        assertThat(listing("ours")).isEqualTo(listing("theirs"));
        fleet.gantry("cp", "--host", "two", "web:/none", ".").exits(1);
        String tar =
                fleet.gantry("cp", "--host", "two", "web:/tmp/conf/new", "-").exits(0).output();
        assertThat(tar).startsWith("new\0").contains("x = 1\n");
    }

    @Test
    void whatIsCopiedIsGivenToTheContainersUserAndALinkWithASlashLeadsOn() {
        fleet.file("conf/app.conf", "x = 1\n");
        Command.of(fleet.folder(), "ln", "-s", "conf", "link").run().exits(0);
        fleet.gantry("create", "--profile", "jobs", "job").exits(0);
        fleet.gantry("cp", "link/", "job:/tmp/kept").exits(0);
        fleet.gantry("cp", "--host", "two", "-a", "link/.", "job:/tmp/given").exits(0);
        assertThat(owner("job:/tmp/kept/app.conf")).isEqualTo("0000000");
        assertThat(owner("job:/tmp/given/app.conf")).isEqualTo("0001750");
        fleet.gantry("rm", "-f", "--profile", "jobs", "job").exits(0);
    }

    /** The number of the user whom a file is, as a tar archive has it. */
    private String owner(String file) {
        return fleet.gantry("cp", "--host", "two", file, "-").exits(0).output().substring(108, 115);
    }

    private String listing(String folder) {
        return Command.of(
                        fleet.folder(),
                        "sh",
                        "-c",
                        "cd " + folder + " && find . -printf '%p %m %l\n' | sort")
                .run()
                .exits(0)
                .output();
    }

    @Test
    void aCommandGetsATerminalWhereThereIsOne() {
        String gantry = Path.of("gantry").toAbsolutePath().toString();
        String line =
                gantry
                        + " exec --host two web sh -c 'tty; until stty size | grep -q 99; do sleep 0.1; done; exit 6'";
        Command.Run run =
                Command.of(
                                fleet.folder(),
                                "script",
                                "-qec",
                                "stty rows 33 cols 99; " + line,
                                "/dev/null")
                        .with(fleet.hosts().environment())
                        .run()
                        .exits(6);
        assertThat(run.output()).contains("/dev/pts/");
    }

    private static Fields only(String list) {
        List<Fields> all = Fields.listOf(JsonReader.read("list", list));
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void statisticsAndEventsComeFromAllHosts() {
        String stats = fleet.gantry("stats", "--no-stream").exits(0).output();
        assertThat(stats.lines()).hasSize(5);
        assertThat(stats)
                .containsPattern("two +[0-9a-f]{12} +shop-web-1 +[0-9.]+% +[0-9.]+[KM]iB / ");
        String since = Instant.now().toString();
        fleet.gantry("up", "--force-recreate", "--no-deps", "-t", "2", "web").exits(0);
        fleet.gantry("stop", "-t", "2", "web").exits(0);
        String until = Instant.now().toString();
        String events =
                fleet.gantry("events", "--since", since, "--until", until, "--json", "web")
                        .exits(0)
                        .output();
        List<Fields> all =
                events.lines().map(line -> Fields.of(JsonReader.read("event", line))).toList();
        assertThat(all).extracting(one -> one.text("host")).contains("one", "two");
        assertThat(all).extracting(one -> one.text("time")).isSorted();
        List<String> ours =
                all.stream()
                        .filter(one -> one.text("host").equals("two"))
                        .map(one -> one.text("action"))
                        .filter(VerbsTest::lasting)
                        .toList();
        assertThat(ours).contains("create", "start", "die").isEqualTo(peersEvents(since, until));
    }

    /**
     * An engine remembers its last 256 events, health checks among them: what is older than the
     * test may be forgotten between two looks.
     */
    private List<String> peersEvents(String since, String until) {
        return fleet.docker(
                        two,
                        "events",
                        "--since",
                        since,
                        "--until",
                        until,
                        "--filter",
                        "type=container",
                        "--filter",
                        "label=com.docker.compose.service=web",
                        "--format",
                        "{{.Action}}")
                .lines()
                .filter(VerbsTest::lasting)
                .toList();
    }

    /** Health checks go on while the two look. */
    private static boolean lasting(String action) {
        return !action.startsWith("exec_") && !action.startsWith("health_status");
    }
}
