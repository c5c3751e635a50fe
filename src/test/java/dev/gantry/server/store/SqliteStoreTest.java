package dev.gantry.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.diag.OperationException;
import dev.gantry.server.registry.Nodes;
import dev.gantry.server.registry.RegistryEvent;
import dev.gantry.server.registry.RegistryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest implements SharedStoreContract {
    private final Path folder;
    private final RegistryStore store;

    /** The folder's name means something in a URL. */
    SqliteStoreTest(@TempDir Path temporary) {
        this.folder = temporary.resolve("a state?x=1#50% äß");
        this.store = another();
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
        return Stores.open("", folder, Map.of());
    }

    @Override
    public RegistryStore untouched() {
        return Stores.open("", folder.resolve("untouched"), Map.of());
    }

    private void statement(String sql) {
        try (var connection =
                new SqliteDatabase(folder.resolve("registry.db")).connections().getConnection()) {
            new Sql(connection).change(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void isTheOwnersAlone() throws IOException {
        store.put(Nodes.small("a"));
        assertThat(mode(folder)).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .filteredOn(file -> !file.toString().endsWith(".lock"))
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void knowsTheLastOfTheMigrations() throws IOException {
        try (Stream<Path> scripts = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(scripts.map(script -> script.getFileName().toString().split("__")[0]))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, Migrations.LATEST)
                                    .mapToObj(number -> "V" + number)
                                    .toList());
        }
    }

    @Test
    void theOldestEventsGo() {
        int kept = EventRows.KEPT;
        int next = kept + (128 - kept % 128);
        record("the first");
        statement(
                "INSERT INTO registry_event (id, at, server, kind, subject, text) VALUES (%d, 0, '', '', '', 'kept')"
                        .formatted(next - 1));
        assertThat(texts()).containsExactly("kept", "the first");
        record("the last");
        assertThat(texts()).containsExactly("the last", "kept");
    }

    private void record(String text) {
        store.record(new RegistryEvent(0, NOW, "s", "k", "x", text));
    }

    private List<String> texts() {
        return store.events(10).stream().map(RegistryEvent::text).toList();
    }

    @Test
    void whatANewerVersionChangedIsLeftAlone() {
        statement("UPDATE flyway_schema_history SET version = '99'");
        assertThatThrownBy(this::another)
                .isInstanceOf(OperationException.class)
                .hasMessage(
                        "a newer Gantry has changed the registry's database "
                                + folder.resolve("registry.db"));
    }

    @Test
    void whatANewerVersionWroteIsToldInWords() {
        store.put(Nodes.small("a"));
        statement("UPDATE inference_service SET kind = 'crystal-ball'");
        assertThatThrownBy(store::snapshot)
                .isInstanceOf(OperationException.class)
                .hasMessage("the registry has the kind \"crystal-ball\", which this version lacks");
    }

    @Test
    void aFileThatIsNoDatabaseIsToldInWords(@TempDir Path other) throws IOException {
        Files.writeString(other.resolve("registry.db"), "a text, ".repeat(1000));
        assertThatThrownBy(() -> Stores.open("", other, Map.of()))
                .isInstanceOfSatisfying(
                        OperationException.class,
                        failure ->
                                assertThat(failure.getMessage() + " / " + failure.next())
                                        .isEqualTo(
                                                "the registry's database "
                                                        + other.resolve("registry.db")
                                                        + " fails: the file is damaged, or no SQLite"
                                                        + " database / move it away, and a new one"
                                                        + " is made"));
    }

    @Test
    void aFolderThatCannotBeMadeIsToldInWords(@TempDir Path other) throws IOException {
        Path file = Files.createFile(other.resolve("file"));
        assertThatThrownBy(() -> Stores.open("", file.resolve("state"), Map.of()))
                .isInstanceOf(OperationException.class)
                .hasMessageStartingWith(
                        "cannot make the registry's database " + file.resolve("state/registry.db"));
    }

    @Test
    void aDatabaseThatIsAFolderIsToldInWords(@TempDir Path other) throws IOException {
        Files.createDirectory(other.resolve("registry.db"));
        assertThatThrownBy(() -> Stores.open("", other, Map.of()))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("it cannot be read and written");
    }

    /** The libraries below would have much to say. */
    @Test
    void nothingIsPrinted() {
        PrintStream error = System.err;
        PrintStream output = System.out;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        try (PrintStream ear = new PrintStream(told, true, StandardCharsets.UTF_8)) {
            System.setErr(ear);
            System.setOut(ear);
            untouched().close();
        } finally {
            System.setErr(error);
            System.setOut(output);
        }
        assertThat(told.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
