package dev.gantry.server.web;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Clients' connections. One on which no whole request head comes is closed after a while, so that
 * nobody holds thousands of them by sending a byte a minute.
 */
final class Connections {
    private static final long FIRST = Duration.ofSeconds(15).toNanos();
    private static final long KEPT = Duration.ofSeconds(75).toNanos();

    /** What a connection is at. */
    private static final class Life {
        private int running;
        private long idleUntil;
    }

    private final Map<HttpConnection, Life> lives = new LinkedHashMap<>();

    void opened(HttpConnection connection) {
        Life life = new Life();
        life.idleUntil = System.nanoTime() + FIRST;
        lives.put(connection, life);
        connection.closeHandler(_ -> lives.remove(connection));
    }

    void began(HttpConnection connection) {
        Life life = lives.get(connection);
        if (life != null) {
            life.running++;
        }
    }

    void ended(HttpConnection connection) {
        Life life = lives.get(connection);
        if (life != null) {
            life.running--;
            life.idleUntil = System.nanoTime() + KEPT;
        }
    }

    /** It was closed, and did not say so: it had become a WebSocket. */
    void closed(HttpConnection connection) {
        lives.remove(connection);
    }

    int count() {
        return lives.size();
    }

    void tick(long now) {
        List<HttpConnection> idle = new ArrayList<>();
        lives.forEach((connection, life) -> {
            if (life.running <= 0 && now - life.idleUntil > 0) {
                idle.add(connection);
            }
        });
        idle.forEach(HttpConnection::close);
    }
}
