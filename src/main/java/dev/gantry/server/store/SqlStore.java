package dev.gantry.server.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.gantry.diag.OperationException;
import dev.gantry.server.registry.ApiKey;
import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.RegistryEvent;
import dev.gantry.server.registry.RegistryStore;
import dev.gantry.server.registry.Snapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;

/**
 * The registry in SQL. Whoever changes it holds the row of the revision to the end of the
 * transaction, so that changes come one after the other; the pool rolls back what was not committed
 * when a connection comes back to it.
 */
final class SqlStore implements RegistryStore {
    private static final String REVISION = "SELECT revision FROM registry_revision";

    private final Database database;
    private final HikariDataSource pool;

    /**
     * @param pool closed with the store
     */
    SqlStore(Database database, HikariDataSource pool) {
        this.database = database;
        this.pool = pool;
    }

    /** What is done on a connection. */
    private interface Work<T> {
        T on(Sql sql) throws SQLException;
    }

    @Override
    public long revision() {
        return alone(SqlStore::revision);
    }

    @Override
    public Snapshot snapshot() {
        return together(
                database.snapshotIsolation(),
                sql ->
                        new Snapshot(
                                revision(sql), new NodeRows(sql).all(), new KeyRows(sql).all()));
    }

    @Override
    public boolean put(InferenceNode node) {
        return change(sql -> {
            NodeRows rows = new NodeRows(sql);
            Optional<InferenceNode> before =
                    rows.all().stream().filter(one -> one.name().equals(node.name())).findFirst();
            InferenceNode after = before.map(one -> with(node, one.draining())).orElse(node);
            if (before.filter(after::equals).isPresent()) {
                return false;
            }
            rows.remove(node.name());
            rows.add(after);
            return risen(sql);
        });
    }

    private static InferenceNode with(InferenceNode node, boolean draining) {
        return new InferenceNode(
                node.name(),
                node.address(),
                node.labels(),
                node.devices(),
                draining,
                node.services());
    }

    @Override
    public boolean removeNode(String name) {
        return change(sql -> new NodeRows(sql).remove(name) && risen(sql));
    }

    @Override
    public boolean drain(String node, boolean draining) {
        return change(sql -> {
            String other =
                    "UPDATE inference_node SET draining = ? WHERE name = ? AND draining <> ?";
            if (sql.change(other, draining, node, draining) > 0) {
                return risen(sql);
            }
            String name = "SELECT name FROM inference_node WHERE name = ?";
            return !sql.rows(name, row -> row.getString(1), node).isEmpty();
        });
    }

    @Override
    public void addKey(ApiKey key, String hash) {
        boolean added =
                change(sql -> {
                    KeyRows rows = new KeyRows(sql);
                    if (rows.answersTo(key.id(), key.name())) {
                        return false;
                    }
                    rows.add(key, hash);
                    return risen(sql);
                });
        if (!added) {
            throw new OperationException(
                    "there is a key \"" + key.name() + "\" already",
                    "give this one another name; `gantry key list` shows those there are");
        }
    }

    @Override
    public boolean disableKey(String idOrName, boolean disabled) {
        return change(sql -> {
            KeyRows rows = new KeyRows(sql);
            List<Boolean> found = rows.disabled(idOrName);
            if (found.contains(!disabled)) {
                rows.disable(idOrName, disabled);
                return risen(sql);
            }
            return !found.isEmpty();
        });
    }

    @Override
    public boolean removeKey(String idOrName) {
        return change(sql -> new KeyRows(sql).remove(idOrName) && risen(sql));
    }

    @Override
    public void record(RegistryEvent event) {
        together(
                Connection.TRANSACTION_READ_COMMITTED,
                sql -> {
                    new EventRows(sql).add(event);
                    return true;
                });
    }

    @Override
    public List<RegistryEvent> events(int limit) {
        return alone(sql -> new EventRows(sql).last(limit));
    }

    @Override
    public void close() {
        pool.close();
    }

    private static long revision(Sql sql) throws SQLException {
        return sql.rows(REVISION, row -> row.getLong(1)).getFirst();
    }

    private static boolean risen(Sql sql) throws SQLException {
        return sql.change("UPDATE registry_revision SET revision = revision + 1") > 0;
    }

    /**
     * The pool waits for up to five seconds between its tries; who asks when the database is back
     * is not to wait for that.
     */
    private Connection connection() throws SQLException {
        try {
            return pool.getConnection();
        } catch (SQLTransientConnectionException noneYet) {
            return database.connections().getConnection();
        }
    }

    /** One statement. */
    private <T> T alone(Work<T> work) {
        try (Connection connection = connection()) {
            return work.on(new Sql(connection));
        } catch (SQLException failed) {
            throw database.failure(failed);
        }
    }

    /** Changes in a transaction that no other change goes on beside. */
    private boolean change(Work<Boolean> work) {
        return together(
                Connection.TRANSACTION_READ_COMMITTED,
                sql -> {
                    sql.rows(REVISION + database.forUpdate(), row -> row.getLong(1));
                    return work.on(sql);
                });
    }

    private <T> T together(int isolation, Work<T> work) {
        try (Connection connection = connection()) {
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(false);
            T result = work.on(new Sql(connection));
            connection.commit();
            return result;
        } catch (SQLException failed) {
            throw database.failure(failed);
        }
    }
}
