package dev.gantry.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Compose file with as many services as asked for, of every kind that people write. */
final class Stack {
    private static final String HEAD =
            """
            services:
              base:
                image: busybox
                restart: unless-stopped
                environment: {TZ: "${TZ:-UTC}", PUID: "${PUID:-1000}"}
                labels: {managed: "yes"}
                logging: {driver: json-file, options: {max-size: 10m}}
            """;
    private static final String SERVICE =
            """
              app%1$d:
                extends: base
                image: ghcr.io/example/app%1$d:${TAG:-2.%1$d}
                command: ["serve", "--port", "8080", "--name", "app%1$d"]
                depends_on: {%2$s: {condition: service_started}}
                env_file: [app.env]
                environment:
                  DATABASE_URL: postgres://app:${DB_PASSWORD:-secret}@db:5432/app%1$d
                  LOG_LEVEL: ${LOG_LEVEL:-info}
                ports: ["127.0.0.1:%3$d:8080", "%4$d:9090/tcp"]
                volumes: ["./config%1$d:/etc/app:ro", "data%1$d:/var/lib/app"]
                networks: [front, net%5$d]
                healthcheck: {test: pg_isready, interval: 30s, retries: 3}
                deploy: {resources: {limits: {cpus: "2.0", memory: 1g}}}
            """;

    private Stack() {}

    /** Writes {@code compose.yaml} and its env file into the folder; returns the former. */
    static Path write(Path folder, int services) {
        StringBuilder text = new StringBuilder(HEAD);
        StringBuilder volumes = new StringBuilder("volumes:\n");
        StringBuilder networks = new StringBuilder("networks:\n  front: {}\n");
        for (int n = 0; n < services; n++) {
            String before = n == 0 ? "base" : "app" + (n - 1);
            text.append(SERVICE.formatted(n, before, 10_000 + n, 20_000 + n, n / 10));
            volumes.append("  data").append(n).append(":\n");
            if (n % 10 == 0) {
                networks.append("  net").append(n / 10).append(": {internal: true}\n");
            }
        }
        try {
            Files.writeString(folder.resolve("app.env"), "SMTP_HOST=mail.${TZ}\nFEATURES=\"a,b\"\n");
            return Files.writeString(
                    folder.resolve("compose.yaml"), text.append(volumes).append(networks));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
