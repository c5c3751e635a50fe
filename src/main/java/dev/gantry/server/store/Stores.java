package dev.gantry.server.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.gantry.diag.OperationException;
import dev.gantry.diag.UsageException;
import dev.gantry.server.registry.RegistryStore;
import java.nio.file.Path;
import java.util.Map;

/** Opens the registry's database. */
public final class Stores {
    private Stores() {}

    /**
     * Opens it, and makes or changes its tables where that is needed; several may do so at the same
     * time.
     *
     * @param url {@code postgresql://user[:password]@host[:port]/database[?…]} as libpq has it;
     *     empty for SQLite, in {@code registry.db} of the state directory
     * @param state a folder of the user's own; made when needed
     * @param environment {@code PGPASSWORD} and the like count where the URL says nothing
     * @throws UsageException when the URL is none
     * @throws AwayException when the database does not answer now
     * @throws OperationException when it refuses, or is none of ours
     */
    public static RegistryStore open(String url, Path state, Map<String, String> environment) {
        Database database =
                url.isEmpty()
                        ? new SqliteDatabase(state.resolve("registry.db"))
                        : new PostgresDatabase(PostgresUrl.parse(url, environment));
        database.prepare();
        HikariDataSource pool = Pool.open(database);
        try {
            new Migrations(database, pool).run();
            return new SqlStore(database, pool);
        } catch (RuntimeException failed) {
            pool.close();
            throw failed;
        }
    }
}
