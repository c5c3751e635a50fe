package dev.gantry.server.store;

import dev.gantry.diag.OperationException;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What differs from database to database. */
sealed interface Database permits SqliteDatabase, PostgresDatabase {

    /** What messages call it; without secrets. */
    String shown();

    /** Makes new connections. */
    DataSource connections();

    /** Makes what has to be there before the first connection. */
    void prepare();

    /** Runs the migration while nobody else does. */
    void alone(Runnable migration);

    /** The column type of a primary key that counts by itself. */
    String identity();

    /** What a query ends in so that its rows are this transaction's alone until it ends. */
    String forUpdate();

    /** The isolation in which all queries of a transaction see the same moment. */
    int snapshotIsolation();

    /** Whether a query failed since there is no such table. */
    boolean lacksTable(SQLException failure);

    /** Whether it cannot be reached at the moment, rather than that it refuses. */
    boolean away(SQLException failure);

    /** Why a statement or a connection failed, and what helps. */
    Reason reason(SQLException failure);

    /**
     * Why, and what helps.
     *
     * @param words why, after a colon
     * @param next what gets the user further; may be empty
     */
    record Reason(String words, String next) {}

    /** The failure in words. */
    default OperationException failure(SQLException failure) {
        SQLException first = failure;
        while (first.getCause() instanceof SQLException deeper) {
            first = deeper;
        }
        Reason reason = reason(first);
        String message = "the registry's database " + shown() + " fails: " + reason.words();
        return away(first)
                ? new AwayException(message, reason.next(), failure)
                : new OperationException(message, reason.next(), failure);
    }
}
