package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.diag.OperationException;
import dev.gantry.lab.Postgres;
import dev.gantry.server.registry.KeyHash;
import dev.gantry.server.registry.Nodes;
import dev.gantry.server.registry.Registry;
import dev.gantry.server.registry.Registry.Health;
import dev.gantry.server.registry.RegistryStore;
import dev.gantry.server.registry.RegistryStoreContract;
import dev.gantry.server.registry.Snapshot;
import dev.gantry.server.store.SharedStoreContract;
import dev.gantry.server.store.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry in a real PostgreSQL. */
class PostgresStoreTest implements SharedStoreContract {
    /** How many connections the store keeps. */
    private static final int POOLED = 2;

    private static final Map<String, String> PASSWORD = Map.of("PGPASSWORD", Postgres.PASSWORD);

    @TempDir static Path folder;

    private static Postgres postgres = new Postgres(Path.of("/"), Path.of("/"), 0);

    /** Every test has databases of its own. */
    private static int tests;

    private final String used;
    private final String untouched;
    private final RegistryStore store;

    @BeforeAll
    static void start() throws IOException {
        postgres = Postgres.in(folder);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    PostgresStoreTest() {
        tests++;
        this.used = "used" + tests;
        this.untouched = "untouched" + tests;
        sql("postgres", "CREATE DATABASE " + used);
        sql("postgres", "CREATE DATABASE " + untouched);
        this.store = open(used);
    }

    private static RegistryStore open(String database) {
        return Stores.open(postgres.url(database), folder.resolve("no-state"), PASSWORD);
    }

    private static void sql(String database, String statement) {
        String url = "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + database;
        try (Connection connection =
                        DriverManager.getConnection(url, Postgres.USER, Postgres.PASSWORD);
                Statement one = connection.createStatement()) {
            one.execute(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public RegistryStore store() {
        return store;
    }

    @Override
    public RegistryStore another() {
        return open(used);
    }

    @Override
    public RegistryStore untouched() {
        return open(untouched);
    }

    @Test
    void aDatabaseThatWasAwayIsUsedAgain() throws InterruptedException {
        store.put(Nodes.full("a"));
        BlockingQueue<Snapshot> told = new LinkedBlockingQueue<>();
        try (Registry registry =
                Registry.start(
                        store,
                        InstantSource.system(),
                        bug -> {
                            throw new AssertionError(bug);
                        })) {
            registry.listen(told::add);
            assertThat(told.take().nodes()).hasSize(1);
            postgres.stop();
            assertThatThrownBy(() -> store.put(Nodes.small("b")))
                    .isInstanceOf(OperationException.class)
                    .hasMessageStartingWith("the registry's database postgresql://127.0.0.1:");
            assertThat(whatItSays(registry)).endsWith("connection refused");
            assertThat(registry.snapshot().nodes()).hasSize(1);
            postgres.start();
            store.put(Nodes.small("b"));
            Snapshot next = told.poll(1, TimeUnit.MINUTES);
            assertThat(next).isEqualTo(store.snapshot());
            registry.refresh();
            assertThat(registry.health()).isEqualTo(new Health.Good());
        }
    }

    /**
     * A connection that stood in the pool still holds the server's farewell, which is read first.
     */
    private static String whatItSays(Registry registry) {
        String reason = "";
        for (int look = 0; look <= POOLED && !reason.endsWith("connection refused"); look++) {
            registry.refresh();
            assertThat(registry.health()).isInstanceOf(Health.Failing.class);
            reason = ((Health.Failing) registry.health()).reason();
        }
        return reason;
    }

    @Test
    void thePasswordMayStandInTheUrl() {
        String url =
                postgres.url(used).replace("@", ":" + Postgres.PASSWORD.replace("-", "%2D") + "@");
        try (RegistryStore other = Stores.open(url, folder, Map.of())) {
            other.addKey(RegistryStoreContract.key("k1", "me"), KeyHash.of("one"));
        }
        assertThat(store.snapshot().keys()).hasSize(1);
    }

    @Test
    void whatIsRefusedIsToldInWordsWithoutThePassword() {
        String place = "postgresql://127.0.0.1:" + postgres.port();
        refused(
                postgres.url(used),
                Map.of("PGPASSWORD", "hunter3"),
                "the registry's database "
                        + place
                        + "/"
                        + used
                        + " fails: it does not let gantry in",
                "look at the user and the password, in the URL or in PGPASSWORD");
        refused(
                postgres.url(used),
                Map.of(),
                "the registry's database "
                        + place
                        + "/"
                        + used
                        + " fails: it does not let gantry in",
                "look at the user and the password, in the URL or in PGPASSWORD");
        refused(
                postgres.url("none").replace("@", ":" + Postgres.PASSWORD + "@"),
                Map.of(),
                "the registry's database " + place + "/none fails: there is no such database",
                "make it: createdb none");
    }

    private void refused(String url, Map<String, String> environment, String message, String next) {
        assertThatThrownBy(() -> Stores.open(url, folder, environment))
                .isInstanceOfSatisfying(
                        OperationException.class,
                        failure ->
                                assertThat(failure.getMessage() + " / " + failure.next())
                                        .isEqualTo(message + " / " + next));
    }

    @Test
    void aDatabaseOfSomebodyElseIsLeftAlone() {
        sql(untouched, "CREATE TABLE theirs (id INTEGER)");
        assertThatThrownBy(this::untouched)
                .isInstanceOfSatisfying(
                        OperationException.class,
                        failure ->
                                assertThat(failure.next())
                                        .isEqualTo("give Gantry a database of its own"));
    }
}
