package dev.gantry.fleet;

import java.time.Duration;

/**
 * How long a service of a stack may take until it is ready, the start period of its health check
 * included. Zero where the fleet file does not say.
 *
 * @param first when it has nothing to go on from: no container, and a named volume that is yet to
 *     be made, or none
 * @param later at every other start
 */
public record StartTimeout(Duration first, Duration later) {
    public static final StartTimeout UNSAID = new StartTimeout(Duration.ZERO, Duration.ZERO);
}
