package dev.gantry.plan;

import dev.gantry.compose.model.Service;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a container is stopped.
 *
 * @param grace how long it may take
 * @param hooks what runs in it before
 */
record Farewell(Duration grace, List<Hook> hooks) {

    /** Of a container that no service says anything about: Docker's own default. */
    static final Farewell UNKNOWN = new Farewell(Duration.ofSeconds(10), List.of());

    /** Of a container that gives way to the service, but does not know of its hooks. */
    static Farewell silent(Service service) {
        return new Farewell(service.stopGracePeriod(), List.of());
    }

    static Farewell of(@Nullable Service service) {
        return service == null
                ? UNKNOWN
                : new Farewell(service.stopGracePeriod(), Hook.of(service, Hook.Moment.PRE_STOP));
    }
}
