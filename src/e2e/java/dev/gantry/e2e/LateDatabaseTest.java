package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.lab.Postgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is started before its PostgreSQL. */
class LateDatabaseTest {
    @TempDir static Path database;

    private static Postgres postgres = new Postgres(Path.of("/"), Path.of("/"), 0);

    @TempDir private Path folder;

    @BeforeAll
    static void start() throws IOException {
        postgres = Postgres.in(database);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private Command serve(String name, String password) {
        return Command.gantry(
                        folder,
                        "serve",
                        "--listen",
                        "127.0.0.1:0",
                        "--no-keys",
                        "--database",
                        postgres.url(name))
                .with(Map.of("PGPASSWORD", password));
    }

    private static String away() {
        return "the registry's database postgresql://127.0.0.1:%d/postgres fails: connection refused; waiting for it, 60 s at most"
                .formatted(postgres.port());
    }

    @Test
    void itWaitsForItAndThenListens() throws Exception {
        postgres.stop();
        Process server;
        BufferedReader said;
        try {
            server = serve("postgres", Postgres.PASSWORD).start();
            said = server.errorReader(StandardCharsets.UTF_8);
            assertThat(said.readLine()).isEqualTo(away());
        } finally {
            postgres.start();
        }
        assertThat(said.readLine()).isEqualTo("the registry's database is there");
        assertThat(said.readLine()).startsWith("listening on http://127.0.0.1:");
        server.destroy();
        assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(server.exitValue()).isZero();
    }

    @Test
    void whileItWaitsItStopsWhenItIsTold() throws Exception {
        postgres.stop();
        try {
            Process server = serve("postgres", Postgres.PASSWORD).start();
            BufferedReader said = server.errorReader(StandardCharsets.UTF_8);
            assertThat(said.readLine()).isEqualTo(away());
            server.toHandle().destroy(); // And its words stay readable.
            assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(server.exitValue()).isZero();
            assertThat(said.readLine()).isNull();
        } finally {
            postgres.start();
        }
    }

    @Test
    void whatItRefusesIsNotWaitedFor() {
        String place = "postgresql://127.0.0.1:" + postgres.port();
        assertThat(serve("postgres", "wrong").run().exits(1).error())
                .startsWith(
                        "error: the registry's database "
                                + place
                                + "/postgres fails: it does not let gantry in\n");
        assertThat(serve("none", Postgres.PASSWORD).run().exits(1).error())
                .startsWith(
                        "error: the registry's database "
                                + place
                                + "/none fails: there is no such database\n");
    }
}
