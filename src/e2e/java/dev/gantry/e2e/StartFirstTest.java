package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.lab.LabHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A service answers while its containers are replaced, and goes on when that fails. */
@ExtendWith(TwoHosts.class)
class StartFirstTest {
    private static final String WEB = "shop-web-1";
    private static final String HEALTHY = "wget -q -O /dev/null http://127.0.0.1/";

    private final Scenario fleet;
    private final List<LabHost> hosts;

    StartFirstTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        fleet = new Scenario(folder, hosts);
        this.hosts = List.of(hosts.one(), hosts.two());
    }

    /** A server that says its version, and one that asks it all the time, by its name. */
    private void shop(String version, String begin, String check, String more) {
        fleet.shop("first", "one", "two");
        fleet.file(
                "compose.yaml",
                """
                services:
                  web:
                    image: lab/nginx:1
                    MORE
                    init: true
                    stop_grace_period: 20s
                    command: [sh, -c, "BEGIN; echo VERSION >/usr/share/nginx/html/index.html; exec nginx -g 'daemon off;'"]
                    healthcheck: {test: ["CMD-SHELL", "CHECK"], interval: 500ms, timeout: 5s, retries: 4}
                  asker:
                    image: lab/toolbox:1
                    depends_on: {web: {condition: service_healthy}}
                    init: true
                    stop_grace_period: 0s
                    command: [sh, -c, "while :; do curl -fsS --max-time 30 http://web/ || echo failed; done"]
                """
                        .replace("MORE", more)
                        .replace("BEGIN", begin)
                        .replace("VERSION", version)
                        .replace("CHECK", check));
    }

    @AfterEach
    void clean() {
        fleet.gantry("down", "-v", "--yes").exits(0);
        hosts.forEach(host -> assertThat(fleet.remains(host, "shop")).isEmpty());
    }

    private List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (LabHost host : hosts) {
            ids.add(fleet.inspect(host, WEB).text("Id"));
        }
        return ids;
    }

    private List<String> names(LabHost host) {
        return fleet.docker(host, "ps", "-a", "--format", "{{.Names}}").lines().sorted().toList();
    }

    private List<String> answers(LabHost host) {
        return fleet.docker(host, "logs", "shop-asker-1").lines().toList();
    }

    private void untilAnswered(LabHost host, String version) throws InterruptedException {
        for (int tries = 0; !answers(host).contains(version); tries++) {
            assertThat(tries).as("%s answers on %s", version, host.name()).isLessThan(100);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    @Test
    void noRequestFailsWhileEveryContainerIsReplaced() throws InterruptedException {
        shop("first", "true", HEALTHY, "scale: 2");
        fleet.gantry("up").exits(0);
        for (LabHost host : hosts) {
            untilAnswered(host, "first");
        }
        List<String> before = ids();

        // Its server begins to listen long after the container has started.
        shop("second", "sleep 2", HEALTHY, "scale: 2");
        assertThat(fleet.gantry("plan").exits(2).output())
                .contains(
                        "~ recreate shop-web-1: ",
                        "the old one stays until the new one is healthy");
        fleet.gantry("up").exits(0);

        assertThat(ids()).doesNotContainAnyElementsOf(before);
        for (LabHost host : hosts) {
            untilAnswered(host, "second");
            assertThat(answers(host)).containsOnly("first", "second").last().isEqualTo("second");
            assertThat(names(host)).containsExactly("shop-asker-1", WEB, "shop-web-2");
        }
        fleet.gantry("plan").exits(0);
        peerRecreatesNothing();
    }

    private void peerRecreatesNothing() {
        List<String> ids = ids();
        hosts.forEach(host -> fleet.compose(host, "-f", "compose.yaml", "-p", "shop", "up", "-d"));
        assertThat(ids()).isEqualTo(ids);
    }

    @Test
    void aNewOneThatDoesNotGetHealthyGoesAndTheOldOneStays() {
        shop("first", "true", HEALTHY, "scale: 1");
        fleet.gantry("up").exits(0);
        List<String> before = ids();

        shop("second", "echo no licence; exec sleep 60", "echo no; exit 1", "scale: 1");
        Command.Run up = fleet.gantry("up").exits(3);
        assertThat(up.error())
                .contains("_shop-web-1 is unhealthy", "  no licence", "  no\n")
                .contains("the new one goes, the old one stays");
        assertThat(ids()).isEqualTo(before);
        for (LabHost host : hosts) {
            assertThat(names(host)).containsExactly("shop-asker-1", WEB);
            assertThat(answers(host)).containsOnly("first");
            assertThat(fleet.docker(host, "exec", "shop-asker-1", "curl", "-fsS", "http://web/"))
                    .isEqualTo("first\n");
        }
        assertThat(fleet.gantry("plan").exits(2).output()).contains("~ recreate shop-web-1: ");
    }

    @Test
    void whoAsksForItAndCannotHaveItIsToldWhereAndWhy() {
        String ports = "ports: [\"18080:80\"]";
        shop("first", "true", HEALTHY, ports);
        fleet.gantry("up").exits(0);
        shop(
                "second",
                "true",
                HEALTHY,
                ports + "\n    deploy: {update_config: {order: start-first}}");
        assertThat(fleet.gantry("plan").exits(2).output())
                .doesNotContain("the old one stays")
                .contains("compose.yaml:5:37: service \"web\" cannot start first: ")
                .containsOnlyOnce("it publishes port 18080");
    }
}
