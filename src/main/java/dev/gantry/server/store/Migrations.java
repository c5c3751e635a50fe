package dev.gantry.server.store;

import dev.gantry.diag.OperationException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables to the form that this version of Gantry knows. */
final class Migrations {
    /** Of the scripts in {@code db/migration}. */
    static final int LATEST = 1;

    private final Database database;
    private final DataSource pool;

    Migrations(Database database, DataSource pool) {
        this.database = database;
        this.pool = pool;
    }

    /** Looking first is quick; Flyway takes half a second to find that there is nothing to do. */
    void run() {
        int version = version();
        if (version > LATEST) {
            throw new OperationException(
                    "a newer Gantry has changed the registry's database " + database.shown(),
                    "run that version or a newer one here, too");
        }
        if (version < LATEST) {
            database.alone(this::migrate);
        }
    }

    /** 0 when there is nothing yet. */
    private int version() {
        String query =
                "SELECT MAX(CAST(version AS INTEGER)) FROM flyway_schema_history WHERE success";
        try (var connection = pool.getConnection()) {
            List<Integer> found = new Sql(connection).rows(query, row -> row.getInt(1));
            return found.getFirst();
        } catch (SQLException failed) {
            if (database.lacksTable(failed)) {
                return 0;
            }
            throw database.failure(failed);
        }
    }

    private void migrate() {
        try {
            Flyway.configure()
                    .dataSource(database.connections())
                    .loggers("slf4j")
                    .locations("classpath:db/migration")
                    .placeholders(Map.of("identity", database.identity()))
                    .load()
                    .migrate();
        } catch (FlywayException failed) {
            throw failure(failed);
        }
    }

    private OperationException failure(FlywayException failed) {
        for (Throwable one = failed; one != null; one = one.getCause()) {
            if (one instanceof SQLException sql) {
                return database.failure(sql);
            }
        }
        String words = String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
        return new OperationException(
                "cannot make the tables of the registry in " + database.shown() + ": " + words,
                "give Gantry a database of its own",
                failed);
    }
}
