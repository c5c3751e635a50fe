package dev.gantry.cli;

import dev.gantry.diag.CancelledException;
import dev.gantry.diag.OperationException;
import dev.gantry.server.registry.RegistryStore;
import dev.gantry.server.store.AwayException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A server may be started before its database is: it waits for it, within a bound. */
final class DatabaseWait {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Duration bound;
    private final Cancellation cancellation;
    private final Consumer<String> tell;

    /**
     * @param tell a line to a person when it begins to wait, and one when the database is there
     */
    DatabaseWait(Duration bound, Cancellation cancellation, Consumer<String> tell) {
        this.bound = bound;
        this.cancellation = cancellation;
        this.tell = tell;
    }

    /**
     * Opens the registry, once more for as long as its database is away.
     *
     * @return empty: the user has stopped it meanwhile
     * @throws OperationException when the database was away all the time, or refuses
     */
    Optional<RegistryStore> open(Supplier<RegistryStore> registry) {
        // A try may be in the middle of a connection that nobody answers.
        try (var _ = cancellation.onCancel(Thread.currentThread()::interrupt)) {
            return Optional.of(patiently(registry));
        } catch (OperationException | CancelledException failed) {
            if (cancellation.cancelled()) {
                return Optional.empty();
            }
            throw failed;
        } finally {
            boolean _ = Thread.interrupted();
        }
    }

    private RegistryStore patiently(Supplier<RegistryStore> registry) {
        long began = System.nanoTime();
        boolean waits = false;
        while (true) {
            try {
                RegistryStore store = registry.get();
                if (waits) {
                    tell.accept("the registry's database is there");
                }
                return store;
            } catch (AwayException away) {
                if (cancellation.cancelled() || System.nanoTime() - began >= bound.toNanos()) {
                    throw late(away);
                }
                if (!waits) {
                    tell.accept(away.getMessage() + "; waiting for it, " + seconds() + " at most");
                }
                waits = true;
                cancellation.pause(PAUSE);
            }
        }
    }

    private String seconds() {
        return bound.toSeconds() + " s";
    }

    private OperationException late(AwayException away) {
        return new OperationException(
                away.getMessage() + ", still after " + seconds(), away.next(), away);
    }
}
