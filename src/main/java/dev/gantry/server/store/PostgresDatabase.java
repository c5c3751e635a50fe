package dev.gantry.server.store;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.net.ssl.SSLException;
import javax.sql.DataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A PostgreSQL that several servers may share. */
record PostgresDatabase(PostgresUrl url) implements Database {

    @Override
    public String shown() {
        return url.shown();
    }

    @Override
    public DataSource connections() {
        return url.connections();
    }

    @Override
    public void prepare() {
        // Its owner has made it.
    }

    /** Flyway takes turns by a lock of the database. */
    @Override
    public void alone(Runnable migration) {
        migration.run();
    }

    @Override
    public String identity() {
        return "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY";
    }

    @Override
    public String forUpdate() {
        return " FOR UPDATE";
    }

    @Override
    public int snapshotIsolation() {
        return Connection.TRANSACTION_REPEATABLE_READ;
    }

    @Override
    public boolean lacksTable(SQLException failure) {
        return "42P01".equals(failure.getSQLState());
    }

    /** A client that it does not understand or trust is no other one later. */
    @Override
    public boolean away(SQLException failure) {
        String state = Objects.requireNonNullElse(failure.getSQLState(), "");
        return switch (state) {
            case "57P01", "57P02", "57P03" -> true;
            case "08004", "08P01" -> false;
            default -> state.startsWith("08") && !(deepest(failure) instanceof SSLException);
        };
    }

    /** By the SQLSTATE; the driver's own words may quote values. */
    @Override
    public Reason reason(SQLException failure) {
        String state = Objects.requireNonNullElse(failure.getSQLState(), "");
        return switch (state) {
            case "28P01", "28000", "08004" ->
                    new Reason(
                            "it does not let " + url.person() + " in",
                            "look at the user and the password, in the URL or in PGPASSWORD");
            case "3D000" ->
                    new Reason("there is no such database", "make it: createdb " + url.database());
            case "42501" ->
                    new Reason(
                            url.person() + " may not do that",
                            "make the user the owner of the database");
            case "53300" -> new Reason("it has too many connections", "raise its max_connections");
            case "57P01", "57P02", "57P03" ->
                    new Reason("it is starting or stopping", "try again in a moment");
            default ->
                    state.startsWith("08")
                            ? new Reason(connection(failure), "see that it runs and can be reached")
                            : new Reason(words(failure), "");
        };
    }

    private static String connection(SQLException failure) {
        return switch (deepest(failure)) {
            case UnknownHostException _ -> "there is no host of that name";
            case NoRouteToHostException _ -> "no route to its host";
            case ConnectException _ -> "connection refused";
            case SocketTimeoutException _ -> "it does not answer";
            default -> "the connection broke off";
        };
    }

    private static Throwable deepest(SQLException failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }

    /** Without the details, which quote values. */
    private static String words(SQLException failure) {
        ServerErrorMessage told =
                failure instanceof PSQLException known ? known.getServerErrorMessage() : null;
        String words = told == null ? null : told.getMessage();
        return words == null ? "it does not answer" : words;
    }
}
