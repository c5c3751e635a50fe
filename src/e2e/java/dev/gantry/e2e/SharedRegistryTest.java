package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.lab.Postgres;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one PostgreSQL, in front of the same inference servers. */
@ExtendWith(TwoHosts.class)
class SharedRegistryTest {
    private static final String CHAT = "{\"model\":\"tiny\",\"messages\":[]}";

    private final TwoHosts.Hosts hosts;
    private final InferenceFleet fleet;
    private final Postgres postgres;
    private final Serving first;
    private final Serving second;

    SharedRegistryTest(@TempDir Path folder, @TempDir Path database, TwoHosts.Hosts hosts)
            throws Exception {
        this.hosts = hosts;
        this.fleet = InferenceFleet.up(folder, hosts);
        this.postgres = Postgres.in(database);
        Map<String, String> environment = Map.of("PGPASSWORD", Postgres.PASSWORD);
        String url = postgres.url("postgres");
        Path one = Files.createDirectory(folder.resolve("first"));
        Path two = Files.createDirectory(folder.resolve("second"));
        this.first = Serving.start(one, "", environment, "--database", url);
        this.second = Serving.start(two, first.key(), environment, "--database", url);
    }

    @AfterEach
    void down() {
        first.close();
        second.close();
        postgres.close();
        fleet.close();
    }

    @Test
    void whatIsRegisteredTakesTrafficWithinASecondThroughBoth() throws Exception {
        List<Long> here = new ArrayList<>();
        List<Long> there = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            assertThat(first.post("/v1/chat/completions", CHAT).statusCode()).isEqualTo(503);
            first.node(InferenceFleet.chat(hosts.one()));
            long registered = System.nanoTime();
            second.until("traffic through the second", () -> answers(second));
            there.add((System.nanoTime() - registered) / 1_000_000);
            first.until("traffic through the first", () -> answers(first));
            here.add((System.nanoTime() - registered) / 1_000_000);
            first.client()
                    .send(
                            first.request("/api/v1/nodes/one").DELETE().build(),
                            HttpResponse.BodyHandlers.ofString());
            second.until("it is gone", () -> !answers(second));
        }
        System.out.println("milliseconds until the second server: " + there);
        // On a machine that is busy with other things, one of them may take longer.
        assertThat(Collections.min(there)).isLessThan(1000);
        assertThat(Collections.min(here)).isLessThan(1000);
    }

    private static boolean answers(Serving server) throws Exception {
        return server.post("/v1/chat/completions", CHAT).statusCode() == 200;
    }

    @Test
    void withoutTheDatabaseBothGoOnAndThenHeal() throws Exception {
        first.node(InferenceFleet.chat(hosts.one()));
        first.awaitOpen("one/chat");
        second.until("it serves", () -> answers(second));
        postgres.stop();
        first.until("it is noticed", () -> first.get("/ready").body().contains("failing since"));
        for (int i = 0; i < 20; i++) {
            assertThat(answers(first)).isTrue();
            assertThat(answers(second)).isTrue();
        }
        HttpResponse<String> change = first.post("/api/v1/nodes", InferenceFleet.chat(hosts.two()));
        assertThat(change.statusCode()).isEqualTo(503);
        assertThat(change.body()).contains("registry_unavailable");
        assertThat(change.body()).doesNotContain(Postgres.PASSWORD);
        postgres.start();
        first.until("it heals", () -> first.get("/ready").body().contains("\"registry\":\"ok\""));
        first.node(InferenceFleet.chat(hosts.two()));
        second.awaitOpen("two/chat");
        assertThat(answers(second)).isTrue();
    }

    @Test
    void aKeyThatIsDisabledAtOneIsOutAtTheOther() throws Exception {
        HttpResponse<String> made = first.post("/api/v1/keys", "{\"name\":\"agent\"}");
        String secret = made.body().replaceAll(".*\"key\":\"(gk-[^\"]+)\".*", "$1");
        second.until("the key is known", () -> status(second, secret) == 200);
        first.post("/api/v1/keys/agent/disable", "");
        second.until("the key is out", () -> status(second, secret) == 401);
    }

    private static int status(Serving server, String key) throws Exception {
        return server.client()
                .send(
                        java.net.http.HttpRequest.newBuilder(
                                        java.net.URI.create(server.origin() + "/v1/models"))
                                .header("Authorization", "Bearer " + key)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
