package dev.gantry.server.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * From the name of a node to an address that may be asked. The address is what is checked and what
 * is connected to: a name that means something else a moment later gains nothing.
 */
final class Addresses {
    private static final long REMEMBERED = Duration.ofSeconds(10).toNanos();

    private final Vertx vertx;
    private final Predicate<InetAddress> allowed;
    private final Map<String, Known> known = new HashMap<>();

    private record Known(InetAddress address, long until) {}

    Addresses(Vertx vertx, Predicate<InetAddress> allowed) {
        this.vertx = vertx;
        this.allowed = allowed;
    }

    /** Fails with an {@link UpstreamException}. */
    Future<InetAddress> resolve(String host) {
        long now = System.nanoTime();
        Known found = known.get(host);
        if (found != null && found.until() - now > 0) {
            return Future.succeededFuture(found.address());
        }
        Promise<InetAddress> promise = Promise.promise();
        vertx.executeBlocking(() -> Optional.of(lookUp(host)), false)
                .onComplete(
                        address -> {
                            known.put(host, new Known(address.orElseThrow(), now + REMEMBERED));
                            promise.complete(address.orElseThrow());
                        },
                        promise::fail);
        return promise.future();
    }

    private InetAddress lookUp(String host) throws UpstreamException {
        try {
            InetAddress[] all = InetAddress.getAllByName(host);
            for (InetAddress address : all) {
                if (allowed.test(address)) {
                    return address;
                }
            }
            throw new UpstreamException(
                    UpstreamException.Kind.FORBIDDEN,
                    host
                            + " is "
                            + all[0].getHostAddress()
                            + ", an address of this machine or link, which --allow-local allows");
        } catch (UnknownHostException _) {
            throw new UpstreamException(
                    UpstreamException.Kind.UNKNOWN_HOST, "the name " + host + " is not known");
        }
    }
}
