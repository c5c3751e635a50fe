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

    /** One look-up for all who ask meanwhile: threads that may wait are few, and for others too. */
    private final Map<String, Future<InetAddress>> asked = new HashMap<>();

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
        Future<InetAddress> running = asked.get(host);
        return running == null ? ask(host, now) : running;
    }

    private Future<InetAddress> ask(String host, long now) {
        Promise<InetAddress> promise = Promise.promise();
        asked.put(host, promise.future());
        vertx.executeBlocking(() -> Optional.of(lookUp(host)), false)
                .map(Optional::orElseThrow)
                .onComplete(
                        address -> {
                            asked.remove(host);
                            known.values().removeIf(one -> one.until() - now <= 0);
                            known.put(host, new Known(address, now + REMEMBERED));
                            promise.complete(address);
                        },
                        why -> {
                            asked.remove(host);
                            promise.fail(why);
                        });
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
