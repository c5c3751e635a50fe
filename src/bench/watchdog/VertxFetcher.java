package dev.gantry.server.watchdog;

import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.InferenceService;
import dev.gantry.server.watchdog.Fetched.Cause;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.time.Duration;

/** As a server would fetch, but trusting: it limits no body and allows every address. */
final class VertxFetcher implements Fetcher {
    private final HttpClientAgent client;

    VertxFetcher(Vertx vertx) {
        // Long enough for the requests of one probe, not for the next one.
        client = vertx.createHttpClient(new HttpClientOptions().setKeepAliveTimeout(2));
    }

    @Override
    public void get(
            InferenceNode node,
            InferenceService service,
            String path,
            Duration timeout,
            Receiver receiver) {
        long begun = System.nanoTime();
        RequestOptions options =
                new RequestOptions()
                        .setHost(node.address())
                        .setPort(service.port())
                        .setURI(path)
                        .setTimeout(timeout.toMillis());
        client.request(options)
                .compose(HttpClientRequest::send)
                .compose(
                        response ->
                                response.body()
                                        .map(
                                                body ->
                                                        (Fetched)
                                                                new Fetched.Answer(
                                                                        response.statusCode(),
                                                                        body.toString(),
                                                                        true,
                                                                        Duration.ofNanos(
                                                                                System.nanoTime()
                                                                                        - begun))))
                .onComplete(end -> receiver.accept(fetched(end), System.nanoTime()));
    }

    private static Fetched fetched(AsyncResult<Fetched> end) {
        if (end.succeeded()) {
            return end.result();
        }
        Cause cause =
                end.cause() instanceof ConnectException ? Cause.REFUSED : Cause.TIMED_OUT;
        return new Fetched.Failure(cause, cause == Cause.REFUSED ? "connection refused" : "no answer");
    }
}
