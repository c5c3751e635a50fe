package dev.gantry.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Statements on one connection. Values are never a part of a statement's text.
 *
 * @param connection stays the caller's
 */
record Sql(Connection connection) {

    /** Reads one row. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /**
     * Runs a statement that changes rows.
     *
     * @param values texts, numbers, flags, and optional numbers, which may be null
     * @return how many rows it changed
     */
    int change(String statement, Object... values) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            bind(prepared, values);
            return prepared.executeUpdate();
        }
    }

    <T> List<T> rows(String query, Row<T> row, Object... values) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(query)) {
            bind(prepared, values);
            List<T> all = new ArrayList<>();
            try (ResultSet rows = prepared.executeQuery()) {
                while (rows.next()) {
                    all.add(row.of(rows));
                }
            }
            return all;
        }
    }

    /** The rows by what they belong to, each list in the order of the query. */
    <K, T> Map<K, List<T>> grouped(String query, Row<K> key, Row<T> row) throws SQLException {
        Map<K, List<T>> groups = new HashMap<>();
        for (Map.Entry<K, T> one : rows(query, it -> Map.entry(key.of(it), row.of(it)))) {
            groups.computeIfAbsent(one.getKey(), _ -> new ArrayList<>()).add(one.getValue());
        }
        return groups;
    }

    static OptionalInt number(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
    }

    private static void bind(PreparedStatement statement, int index, Object value)
            throws SQLException {
        switch (value) {
            case String text -> statement.setString(index, text);
            case Integer number -> statement.setInt(index, number);
            case Long number -> statement.setLong(index, number);
            case Double number -> statement.setDouble(index, number);
            case Boolean flag -> statement.setBoolean(index, flag);
            case OptionalInt number when number.isPresent() ->
                    statement.setInt(index, number.getAsInt());
            case OptionalInt _ -> statement.setNull(index, Types.INTEGER);
            default -> throw new IllegalArgumentException("no column is a " + value.getClass());
        }
    }
}
