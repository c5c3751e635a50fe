package dev.gantry.server.web;

import java.time.Duration;

/**
 * How long the gateway waits for others.
 *
 * @param connect for a connection with an upstream
 * @param firstByte from the request to the first byte of its answer; long, since a prompt may take
 *     minutes to be read
 * @param idle between two bytes of an answer
 * @param request between two bytes of a client's request
 */
public record Timeouts(Duration connect, Duration firstByte, Duration idle, Duration request) {
    public static final Timeouts STANDARD =
            new Timeouts(
                    Duration.ofSeconds(3),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(30));
}
