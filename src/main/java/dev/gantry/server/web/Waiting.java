package dev.gantry.server.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;

/** Work that may wait, away from the event loop; its result comes back there. */
final class Waiting {
    private Waiting() {}

    static <T> Future<T> on(Vertx vertx, Callable<T> work) {
        Promise<T> promise = Promise.promise();
        Callable<Runnable> away =
                () -> {
                    T result = work.call();
                    return () -> promise.complete(result);
                };
        vertx.executeBlocking(away, false).onComplete(back -> back.run(), promise::fail);
        return promise.future();
    }
}
