package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.Fields;
import dev.gantry.lab.LabHost;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a plan promises, seen from outside: it is empty when all is done, exact when one thing
 * changes, and touches nothing.
 */
@ExtendWith(TwoHosts.class)
class PlanTest {
    private final Path folder;
    private final Scenario fleet;
    private final LabHost one;
    private final LabHost two;

    PlanTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        this.folder = folder;
        this.fleet = new Scenario(folder, hosts);
        this.one = hosts.one();
        this.two = hosts.two();
    }

    @BeforeEach
    void write() {
        fleet.file(
                "gantry.yaml",
                """
                fleet: plan
                hosts:
                  one: {engine: "${ONE}"}
                  two: {engine: "${TWO}"}
                stacks:
                  store: {compose: [store.yaml], hosts: [one]}
                  cache: {compose: [cache.yaml], hosts: [two], needs: [store]}
                """);
        fleet.file(
                "store.yaml",
                """
                services:
                  db:
                    image: lab/postgres:1
                    environment: {POSTGRES_PASSWORD: hush-hush}
                    volumes: [data:/var/lib/postgresql/data]
                volumes: {data: {}}
                """);
        fleet.file(
                "cache.yaml",
                "services: {cache: {image: \"lab/valkey:${TAG:-1}\"}, side: {image: \"lab/valkey:1\"}}\n");
    }

    @AfterEach
    void clean() {
        fleet.gantry("down", "-v", "--yes").exits(0);
    }

    @Test
    void afterUpItIsEmptyAndAChangedImagePlansExactlyOneRecreate() {
        fleet.gantry("plan").exits(2);
        fleet.gantry("up").exits(0);
        fleet.gantry("plan").exits(0);

        fleet.file(".env", "TAG=2\n");
        Command.Run changed = fleet.gantry("plan").exits(2);
        assertThat(changed.output()).contains("plan-cache-cache-1", "lab/valkey:1", "lab/valkey:2");
        assertThat(changed.output())
                .doesNotContain("plan-cache-side-1", "plan-store-db-1", "hush-hush");
        List<String> touched =
                Fields.of(fleet.gantryJson(2, "plan", "--json")).maps("steps").stream()
                        .map(step -> step.map("action").text("container"))
                        .distinct()
                        .toList();
        assertThat(touched).containsExactly("plan-cache-cache-1");

        String side = fleet.inspect(two, "plan-cache-side-1").text("Id");
        fleet.gantry("up").exits(0);
        assertThat(fleet.inspect(two, "plan-cache-cache-1").map("Config").text("Image"))
                .isEqualTo("lab/valkey:2");
        assertThat(fleet.inspect(two, "plan-cache-side-1").text("Id")).isEqualTo(side);
        fleet.gantry("plan").exits(0);
    }

    @Test
    void downLeavesNothingOfTheFleetAndTouchesNothingElse() {
        fleet.docker(one, "run", "-d", "--name", "stranger", "lab/valkey:1");
        fleet.gantry("up").exits(0);
        fleet.gantry("down", "-v", "--yes").exits(0);
        assertThat(fleet.remains(one, "plan-store")).isEmpty();
        assertThat(fleet.remains(two, "plan-cache")).isEmpty();
        assertThat(fleet.docker(one, "ps", "--format", "{{.Names}}")).contains("stranger");
        fleet.docker(one, "rm", "-f", "stranger");
    }

    @Test
    void itSendsNoRequestThatCouldChangeSomething() {
        Path socket = folder.resolve("tap.sock");
        try (WireTap tap = WireTap.open(socket, one.socket())) {
            fleet.file(
                    "gantry.yaml",
                    """
                    fleet: plan
                    hosts: {one: {engine: "unix://%s"}}
                    stacks: {store: {compose: [store.yaml], hosts: [one]}}
                    """
                            .formatted(socket));
            fleet.gantry("plan").exits(2);
            assertThat(tap.requests()).isNotEmpty();
            assertThat(tap.mutations()).isEmpty();

            // The tap would have heard it:
            fleet.gantry("up").exits(0);
            assertThat(tap.mutations()).anyMatch(request -> request.contains("/containers/create"));

            tap.forget();
            fleet.file("store.yaml", "services: {db: {image: \"lab/postgres:2\"}}\n");
            fleet.gantry("plan", "--json").exits(2);
            assertThat(tap.requests()).isNotEmpty();
            assertThat(tap.mutations()).isEmpty();
        }
        write();
    }
}
