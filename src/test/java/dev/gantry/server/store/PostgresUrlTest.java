package dev.gantry.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.diag.OperationException;
import dev.gantry.diag.UsageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresUrlTest {
    private static final Map<String, String> NOTHING = Map.of("USER", "ann");

    private static String read(String url, Map<String, String> environment) {
        var source = (PGSimpleDataSource) PostgresUrl.parse(url, environment).connections();
        return "%s %s %s %s %s"
                .formatted(
                        Arrays.toString(source.getServerNames()),
                        Arrays.toString(source.getPortNumbers()),
                        source.getDatabaseName(),
                        source.getUser(),
                        source.getPassword());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql://bob:pw@db.lan:6543/gantry | [db.lan] [6543] gantry bob pw",
                "postgres://bob@db/gantry | [db] [5432] gantry bob null",
                "postgresql://db/gantry | [db] [5432] gantry ann null",
                "postgresql://db | [db] [5432] ann ann null",
                "postgresql:// | [localhost] [5432] ann ann null",
                "postgresql:///x | [localhost] [5432] x ann null",
                "postgresql://:6543/x | [localhost] [6543] x ann null",
                "postgresql://bob@[::1]:7/x | [[::1]] [7] x bob null",
                "postgresql://bob@[fd00::7]/x | [[fd00::7]] [5432] x bob null",
                "postgresql://a:1,b/x | [a, b] [1, 5432] x ann null",
                "postgresql://b%40b:p%2Fw%3A+%25@db/a%20b | [db] [5432] a b b@b p/w:+%",
                "postgresql://db/x?user=bob&password=p%26w | [db] [5432] x bob p&w",
                "postgresql://db?dbname=x&sslmode=require | [db] [5432] x ann null"
            })
    void isReadAsLibpqDoes(String url, String expected) {
        assertThat(read(url, NOTHING)).isEqualTo(expected);
    }

    @Test
    void theEnvironmentFillsWhatTheUrlLeavesOut() {
        Map<String, String> all =
                Map.of(
                        "PGHOST",
                        "h",
                        "PGPORT",
                        "1",
                        "PGUSER",
                        "u",
                        "PGPASSWORD",
                        "p",
                        "PGDATABASE",
                        "d");
        assertThat(read("postgresql://", all)).isEqualTo("[h] [1] d u p");
        assertThat(read("postgresql://bob:pw@db:2/x", all)).isEqualTo("[db] [2] x bob pw");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://bob:hunter2@db/x",
                "hunter2",
                "postgresql:/bob:hunter2@db/x",
                "postgresql://bob:hunter2/x@db/x",
                "postgresql://bob:hunter2?x@db/x",
                "postgresql://bob:hunter2%zz@db/x",
                "postgresql://bob:hunter2@db:hunter2/x",
                "postgresql://bob:hunter2@db:70000/x",
                "postgresql://bob:hunter2@d b/x",
                "postgresql://db/x?pasword=hunter2",
                "postgresql://db/x?hunter2",
                "postgresql://bob@db/x?connect_timeout=hunter2%zz",
                "jdbc:postgresql://db?password=hunter2"
            })
    void whatIsWrongIsToldWithoutQuoting(String url) {
        assertThatThrownBy(() -> PostgresUrl.parse(url, NOTHING).connections())
                .isInstanceOfSatisfying(
                        UsageException.class,
                        wrong -> {
                            assertThat(wrong.getMessage()).startsWith("the URL of the database ");
                            assertThat(wrong.getMessage() + wrong.hint()).doesNotContain("hunter2");
                        });
    }

    @Test
    void isShownWithoutThePassword() {
        PostgresUrl url = PostgresUrl.parse("postgresql://bob:hunter2@a,b:1/x", NOTHING);
        assertThat(url.toString()).isEqualTo("postgresql://a:5432,b:1/x");
        assertThat(new PostgresDatabase(url).toString()).doesNotContain("hunter2");
    }

    @Test
    void aServerThatIsDownIsToldInWords(@TempDir Path state) throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        String url = "postgresql://bob:hunter2@127.0.0.1:" + port + "/x";
        assertThatThrownBy(() -> Stores.open(url, state, Map.of()))
                .isInstanceOfSatisfying(
                        OperationException.class,
                        failure ->
                                assertThat(failure.getMessage() + " / " + failure.next())
                                        .isEqualTo(
                                                "the registry's database postgresql://127.0.0.1:"
                                                        + port
                                                        + "/x fails: connection refused / see that"
                                                        + " it runs and can be reached"));
    }

    @Test
    void aHostThatIsNotThereIsToldInWords(@TempDir Path state) {
        assertThatThrownBy(() -> Stores.open("postgresql://no.such.invalid/x", state, Map.of()))
                .isInstanceOf(OperationException.class)
                .hasMessageEndingWith("fails: there is no host of that name");
    }
}
