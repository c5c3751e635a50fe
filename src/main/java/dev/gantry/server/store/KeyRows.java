package dev.gantry.server.store;

import dev.gantry.server.registry.ApiKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Keys as rows. */
record KeyRows(Sql sql) {

    /** A key and its hash. */
    private record Hashed(String hash, ApiKey key) {}

    /** By hash. */
    Map<String, ApiKey> all() throws SQLException {
        Map<String, List<String>> models = texts("api_key_model", "model");
        Map<String, List<String>> lanes = texts("api_key_lane", "lane");
        return sql
                .rows(
                        "SELECT * FROM api_key",
                        row -> {
                            String id = row.getString("id");
                            return new Hashed(
                                    row.getString("hash"),
                                    key(
                                            row,
                                            models.getOrDefault(id, List.of()),
                                            lanes.getOrDefault(id, List.of())));
                        })
                .stream()
                .collect(Collectors.toMap(Hashed::hash, Hashed::key));
    }

    private Map<String, List<String>> texts(String table, String column) throws SQLException {
        return sql.grouped(
                "SELECT api_key, %s FROM %s ORDER BY api_key, position".formatted(column, table),
                row -> row.getString("api_key"),
                row -> row.getString(column));
    }

    /** A role that is not known is the lesser one. */
    private static ApiKey key(ResultSet row, List<String> models, List<String> lanes)
            throws SQLException {
        return new ApiKey(
                row.getString("id"),
                row.getString("name"),
                ApiKey.Role.parse(row.getString("role")).orElse(ApiKey.Role.USER),
                row.getBoolean("disabled"),
                models,
                lanes,
                Sql.number(row, "requests_per_minute"),
                Sql.number(row, "tokens_per_minute"),
                Instant.ofEpochMilli(row.getLong("created")));
    }

    /** Whether a key answers to one of these already, be it as its name or as its id. */
    boolean answersTo(String id, String name) throws SQLException {
        return !sql.rows(
                        "SELECT id FROM api_key WHERE id IN (?, ?) OR name IN (?, ?)",
                        row -> row.getString(1),
                        id,
                        name,
                        id,
                        name)
                .isEmpty();
    }

    void add(ApiKey key, String hash) throws SQLException {
        sql.change(
                "INSERT INTO api_key (id, name, hash, role, disabled, requests_per_minute,"
                        + " tokens_per_minute, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                key.id(),
                key.name(),
                hash,
                key.role().word(),
                key.disabled(),
                key.requestsPerMinute(),
                key.tokensPerMinute(),
                key.created().toEpochMilli());
        add(key.id(), "api_key_model", "model", key.models());
        add(key.id(), "api_key_lane", "lane", key.lanes());
    }

    private void add(String id, String table, String column, List<String> texts)
            throws SQLException {
        String statement =
                "INSERT INTO %s (api_key, position, %s) VALUES (?, ?, ?)".formatted(table, column);
        int position = 0;
        for (String text : texts) {
            sql.change(statement, id, position++, text);
        }
    }

    /** Whether that key is disabled, for each one of that id or name: there is one at most. */
    List<Boolean> disabled(String idOrName) throws SQLException {
        return sql.rows(
                "SELECT disabled FROM api_key WHERE id = ? OR name = ?",
                row -> row.getBoolean(1),
                idOrName,
                idOrName);
    }

    void disable(String idOrName, boolean disabled) throws SQLException {
        sql.change(
                "UPDATE api_key SET disabled = ? WHERE id = ? OR name = ?",
                disabled,
                idOrName,
                idOrName);
    }

    boolean remove(String idOrName) throws SQLException {
        return sql.change("DELETE FROM api_key WHERE id = ? OR name = ?", idOrName, idOrName) > 0;
    }
}
