package dev.gantry.smoke;

import dev.gantry.apply.Timekeeper;
import dev.gantry.engine.http.Dialer;
import dev.gantry.engine.http.Wire;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Connects, and looks whether the other side keeps the connection for a moment: the engine's proxy
 * for published ports and ssh both take connections before they know whether anybody listens.
 *
 * @param way to the server
 */
record TcpProbe(Dialer way, Timekeeper time) implements Probe {
    /** However short the limit: less would prove nothing. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

    @Override
    public Optional<String> fault(Duration limit) throws IOException {
        try (Wire wire = way.dial();
                Leash leash = new Leash(() -> wire, time, MOMENT)) {
            return fault(leash);
        }
    }

    private Optional<String> fault(Leash leash) throws IOException {
        try {
            if (leash.dial().in().read() < 0 && !leash.expired()) {
                throw new EOFException("the connection was taken, and closed at once");
            }
            return Optional.empty();
        } catch (IOException ended) {
            if (leash.expired()) {
                return Optional.empty();
            }
            throw way.explain(ended);
        }
    }
}
