package dev.gantry.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.gantry.diag.OperationException;
import java.sql.SQLException;
import java.time.Duration;

/** A few connections that are kept, and made anew when the database was away. */
final class Pool {
    private static final Duration CONNECTION = Duration.ofSeconds(3);
    private static final Duration VALIDATION = Duration.ofSeconds(2);
    private static final int CONNECTIONS = 2;

    private Pool() {}

    /**
     * @throws OperationException when there is no connection to be had now
     */
    static HikariDataSource open(Database database) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("registry");
        config.setDataSource(database.connections());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION.toMillis());
        config.setValidationTimeout(VALIDATION.toMillis());
        // One try: a command is not to wait for a database that is down.
        config.setInitializationFailTimeout(1);
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException failed) {
            SQLException cause =
                    failed.getCause() instanceof SQLException sql
                            ? sql
                            : new SQLException("no connection", "08001", failed);
            throw database.failure(cause);
        }
    }
}
