package dev.gantry.server.store;

import dev.gantry.server.registry.RegistryEvent;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Events as rows, of which the last are kept. */
record EventRows(Sql sql) {
    static final int KEPT = 10_000;

    /** The old ones are removed now and then: by the server whose event has such a number. */
    private static final int OFTEN = 128;

    void add(RegistryEvent event) throws SQLException {
        long id =
                sql.rows(
                                "INSERT INTO registry_event (at, server, kind, subject, text)"
                                        + " VALUES (?, ?, ?, ?, ?) RETURNING id",
                                row -> row.getLong(1),
                                event.at().toEpochMilli(),
                                storable(event.server()),
                                storable(event.kind()),
                                storable(event.subject()),
                                storable(event.text()))
                        .getFirst();
        if (id % OFTEN == 0) {
            sql.change("DELETE FROM registry_event WHERE id <= ?", id - KEPT);
        }
    }

    /** PostgreSQL stores no NUL and no half characters, and a text may quote what others sent. */
    private static String storable(String text) {
        byte[] bytes = text.replace("\u0000", "").getBytes(StandardCharsets.UTF_8);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The youngest first. */
    List<RegistryEvent> last(int limit) throws SQLException {
        return sql.rows(
                "SELECT id, at, server, kind, subject, text FROM registry_event"
                        + " ORDER BY id DESC LIMIT ?",
                row ->
                        new RegistryEvent(
                                row.getLong("id"),
                                Instant.ofEpochMilli(row.getLong("at")),
                                row.getString("server"),
                                row.getString("kind"),
                                row.getString("subject"),
                                row.getString("text")),
                limit);
    }
}
