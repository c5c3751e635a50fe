package dev.gantry.server.web;

import dev.gantry.diag.OperationException;
import dev.gantry.server.gateway.Lanes;
import dev.gantry.server.gateway.Origins;
import dev.gantry.server.registry.AddressPolicy;
import dev.gantry.server.registry.Registry;
import dev.gantry.server.registry.RegistryStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The control plane: registry, watchdog, gateway, API and dashboard behind one port. The
 * composition root of its rooms. All state is on one event loop; other threads send their news
 * there.
 */
public final class Server implements AutoCloseable {
    private static final Duration STOPPING = Duration.ofSeconds(10);

    /**
     * What a person decides about it.
     *
     * @param host the address to listen on
     * @param port 0: any that is free
     * @param name of this server, for events
     * @param names that it goes by besides addresses and {@code localhost}
     * @param keysWanted whether requests need keys
     * @param addresses which addresses may be upstreams
     * @param bodies of requests to upstreams
     */
    public record Settings(
            String host,
            int port,
            String name,
            Set<String> names,
            boolean keysWanted,
            AddressPolicy addresses,
            Lanes lanes,
            Timeouts timeouts,
            BodyLimits bodies) {

        Gateway.Settings gateway() {
            return new Gateway.Settings(lanes, timeouts, bodies);
        }
    }

    /**
     * What it has from outside.
     *
     * @param store stays the caller's
     * @param environment where the keys of upstreams are
     * @param accessLog one JSON line for each request
     * @param notes for a person: what goes wrong in the server itself, a line each
     */
    public record Surroundings(
            RegistryStore store,
            Map<String, String> environment,
            OutputStream accessLog,
            Consumer<String> notes,
            InstantSource clock) {}

    private final Vertx vertx;
    private final Context loop;
    private final Control control;
    private final Registry registry;
    private final Door door;
    private int port;

    private Server(Settings settings, Surroundings surroundings) {
        this.vertx = vertx();
        this.loop = vertx.getOrCreateContext();
        this.control = new Control(vertx, settings, surroundings);
        this.registry =
                Registry.start(
                        surroundings.store(),
                        surroundings.clock(),
                        bug -> surroundings.notes().accept("internal error: " + bug));
        Set<String> names = new HashSet<>(settings.names());
        names.add(settings.host());
        Status status = new Status(registry, control.keys(), control.metrics());
        Api api = new Api(vertx, control, registry, settings, surroundings);
        Dashboard dashboard = new Dashboard(vertx, control, registry, settings, surroundings);
        this.door = new Door(vertx, control, new Origins(names), List.of(status, api, dashboard));
    }

    /**
     * Starts it; it listens when this returns.
     *
     * @throws OperationException when the address is taken or not of this machine
     */
    public static Server start(Settings settings, Surroundings surroundings) {
        Server server = new Server(settings, surroundings);
        try {
            server.registry.listen(
                    snapshot -> server.loop.runOnContext(_ -> server.control.accept(snapshot)));
            server.port =
                    server.onLoop(() -> server.door.open(settings.host(), settings.port())).join();
            server.vertx.setPeriodic(Control.TICK.toMillis(), _ -> server.control.tick());
            HeapKeeper heap = HeapKeeper.ofThisProcess();
            server.vertx.setPeriodic(1000, _ -> heap.tick());
            return server;
        } catch (CompletionException failed) {
            server.close();
            throw new OperationException(
                    "cannot listen on "
                            + settings.host()
                            + ":"
                            + settings.port()
                            + ": "
                            + UpstreamException.reason(
                                    failed.getCause() == null ? failed : failed.getCause()),
                    "name another with --listen",
                    failed);
        }
    }

    /** The one that it listens on. */
    public int port() {
        return port;
    }

    /** These are the lanes from now on; whoever waits in one keeps its place. */
    public void lanes(Lanes now) {
        loop.runOnContext(_ -> control.gateway().accept(now));
    }

    /** How many requests are under way. */
    public int active() {
        return onLoop(() -> Future.succeededFuture(control.gateway().activeCount())).join();
    }

    /**
     * Takes no new requests, and waits until those under way have ended.
     *
     * @return whether all have, in that time
     */
    public boolean drain(Duration patience) {
        CompletableFuture<Boolean> idle = onLoop(() -> door.close(vertx));
        try {
            return idle.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /** What is under way then is cut off. */
    @Override
    public void close() {
        registry.close();
        try {
            onLoop(door::shutdown).get(STOPPING.toSeconds(), TimeUnit.SECONDS);
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(STOPPING.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | java.util.concurrent.ExecutionException _) {
            // The process ends anyway.
        } finally {
            control.close(STOPPING);
        }
    }

    /** Runs it where all state is. */
    private <T> CompletableFuture<T> onLoop(Supplier<Future<T>> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.runOnContext(
                _ -> work.get().onComplete(result::complete, result::completeExceptionally));
        return result;
    }

    private static Vertx vertx() {
        return Vertx.vertx(
                new VertxOptions()
                        .setEventLoopPoolSize(1)
                        .setWorkerPoolSize(8)
                        .setInternalBlockingPoolSize(2)
                        .setFileSystemOptions(
                                new FileSystemOptions()
                                        .setFileCachingEnabled(false)
                                        .setClassPathResolvingEnabled(false)));
    }
}
