package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.lab.LabHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files of this machine in containers of others: over SSH, on an old engine and a current one. */
@ExtendWith(TwoHosts.class)
class RemoteFilesTest {
    private static final String DIRECTORY = "/srv/delivered";
    private static final String COMPOSE =
            """
            x-sleeper: &sleeper
              image: lab/toolbox:1
              command: [sleep, infinity]
              init: true
              stop_grace_period: 0s
            services:
              file:
                <<: *sleeper
                volumes: ["./conf/app.conf:/etc/app.conf"]
              folder:
                <<: *sleeper
                volumes: ["./html:/html:ro", "./data:/data"]
              config:
                <<: *sleeper
                read_only: true
                configs: [{source: app, target: /etc/app.conf}]
              secret:
                <<: *sleeper
                tmpfs: /run
                secrets: [{source: token, uid: "7", gid: "8", mode: 0440}]
              other:
                <<: *sleeper
                volumes: ["/srv/own:/own"]
            configs: {app: {file: ./conf/app.conf}}
            secrets: {token: {file: ./token.txt}}
            """;
    private static final List<String> SERVICES =
            List.of("file", "folder", "config", "secret", "other");

    private final Path folder;
    private final Scenario fleet;
    private final List<LabHost> machines;

    RemoteFilesTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        this.folder = folder;
        fleet = new Scenario(folder, hosts);
        machines = List.of(hosts.one(), hosts.two());
    }

    @BeforeEach
    void write() throws IOException {
        fleet.file(
                "gantry.yaml",
                """
                fleet: remote
                hosts:
                  one: {engine: "${ONE}", directory: /srv/delivered}
                  two: {engine: "${TWO}", directory: /srv/delivered}
                stacks: {files: {compose: [compose.yaml], hosts: [one, two]}}
                """);
        fleet.file("compose.yaml", COMPOSE);
        fleet.file("conf/app.conf", "listen 80\n");
        fleet.file("html/index.html", "<h1>one</h1>\n");
        fleet.file("html/deep/tool.sh", "#!/bin/sh\necho tool\n");
        mode("html/deep/tool.sh", "rwxr-x--x");
        Files.createSymbolicLink(folder.resolve("html/link"), Path.of("deep/tool.sh"));
        fleet.file("token.txt", "s3cret");
        mode("token.txt", "rw-------");
    }

    private void mode(String file, String permissions) throws IOException {
        Files.setPosixFilePermissions(
                folder.resolve(file), PosixFilePermissions.fromString(permissions));
    }

    @AfterEach
    void clean() {
        fleet.gantry("down", "-v", "--yes").exits(0);
    }

    @Test
    void containersSeeTheFilesAsTheyAreHere() {
        fleet.gantry("up").exits(0);
        for (LabHost host : machines) {
            assertThat(host.run("sh", "-c", "test -e " + folder + "/html || echo not here"))
                    .contains("not here");
            assertThat(exec(host, "file", "cat /etc/app.conf")).isEqualTo("listen 80\n");
            assertThat(exec(host, "config", "cat /etc/app.conf")).isEqualTo("listen 80\n");
            assertThat(exec(host, "folder", "cat /html/index.html; /html/link"))
                    .isEqualTo("<h1>one</h1>\ntool\n");
            assertThat(exec(host, "folder", "stat -c %a:%u:%F /html/deep/tool.sh /html/link"))
                    .isEqualTo("751:0:regular file\n777:0:symbolic link\n");
            assertThat(exec(host, "secret", "cat /run/secrets/token")).isEqualTo("s3cret");
            assertThat(exec(host, "secret", "stat -c '%a %u %g' /run/secrets/token"))
                    .isEqualTo("440 7 8\n");
            assertThat(fleet.docker(host, "ps", "-a", "--format", "{{.Names}}"))
                    .doesNotContain("gantry-carrier");
            assertThat(host.run("stat", "-c", "%a", DIRECTORY + "/remote-files")).contains("700");
        }
        fleet.gantry("plan").exits(0);
        assertThat(fleet.gantry("up").exits(0).error()).contains("Nothing to do");
    }

    @Test
    void anEditRecreatesExactlyItsConsumers() {
        fleet.gantry("up").exits(0);
        Map<String, String> before = ids();
        fleet.file("html/index.html", "<h1>two</h1>\n");
        assertThat(fleet.gantry("plan").exits(2).output())
                .contains("recreate remote-files-folder-1: folder ./html changed")
                .doesNotContain("recreate remote-files-file-1");
        fleet.gantry("up").exits(0);
        assertRecreated(before, "folder");

        before = ids();
        fleet.file("conf/app.conf", "listen 81\n");
        assertThat(fleet.gantry("plan").exits(2).output())
                .contains("recreate remote-files-file-1: file ./conf/app.conf changed");
        fleet.gantry("up").exits(0);
        assertRecreated(before, "file", "config");
        for (LabHost host : machines) {
            assertThat(exec(host, "config", "cat /etc/app.conf")).isEqualTo("listen 81\n");
            assertThat(exec(host, "folder", "cat /html/index.html")).isEqualTo("<h1>two</h1>\n");
        }

        before = ids();
        fleet.file("token.txt", "changed");
        fleet.gantry("up").exits(0);
        assertRecreated(before, "secret");
        fleet.gantry("plan").exits(0);
    }

    @Test
    void whatNothingUsesAnyMoreIsDiscarded() {
        fleet.gantry("up").exits(0);
        fleet.file("html/index.html", "<h1>two</h1>\n");
        fleet.gantry("up").exits(0);
        for (LabHost host : machines) {
            assertThat(delivered(host, "index.html")).hasSize(1);
        }
        fleet.gantry("down").exits(0);
        for (LabHost host : machines) {
            assertThat(delivered(host, "index.html")).isEmpty();
            assertThat(delivered(host, "token.txt")).isEmpty();
        }
        fleet.gantry("up").exits(0); // and is sent again where it was
        for (LabHost host : machines) {
            assertThat(exec(host, "folder", "cat /html/index.html")).isEqualTo("<h1>two</h1>\n");
        }
    }

    @Test
    void aFolderThatIsNotHereIsTheHostsOwn() {
        fleet.gantry("up").exits(0);
        machines.forEach(host -> exec(host, "folder", "echo mine > /data/kept"));
        fleet.file("html/index.html", "<h1>two</h1>\n");
        fleet.gantry("up").exits(0);
        fleet.file("data/local", "of this machine");
        assertThat(fleet.gantry("up").exits(0).error()).contains("compose.yaml:", "./data", ":ro");
        fleet.gantry("down", "-v", "--yes").exits(0);
        fleet.gantry("up").exits(0);
        for (LabHost host : machines) {
            assertThat(exec(host, "folder", "ls /data; cat /data/kept")).isEqualTo("kept\nmine\n");
        }
    }

    @Test
    void whatIsOnTheHostAlreadyIsNotSentAgain() {
        fleet.gantry("up").exits(0);
        LabHost host = machines.getFirst();
        String index = delivered(host, "index.html").getFirst();
        host.run("sh", "-c", "echo touched > " + index);
        fleet.gantry("up", "--force-recreate").exits(0);
        assertThat(exec(host, "folder", "cat /html/index.html")).isEqualTo("touched\n");
    }

    private String exec(LabHost host, String service, String command) {
        return fleet.docker(host, "exec", "remote-files-" + service + "-1", "sh", "-c", command);
    }

    private List<String> delivered(LabHost host, String name) {
        return host.run("find", DIRECTORY, "-name", name).lines().toList();
    }

    /** By host and service. */
    private Map<String, String> ids() {
        Map<String, String> ids = new TreeMap<>();
        for (LabHost host : machines) {
            for (String service : SERVICES) {
                String name = "remote-files-" + service + "-1";
                ids.put(host.name() + " " + service, fleet.inspect(host, name).text("Id"));
            }
        }
        return ids;
    }

    private void assertRecreated(Map<String, String> before, String... services) {
        Map<String, String> changed = ids();
        changed.entrySet().removeIf(one -> one.getValue().equals(before.get(one.getKey())));
        List<String> expected =
                machines.stream()
                        .flatMap(host ->
                                List.of(services).stream().map(it -> host.name() + " " + it))
                        .toList();
        assertThat(changed.keySet()).containsExactlyInAnyOrderElementsOf(expected);
    }
}
