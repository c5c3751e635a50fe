package dev.gantry.server.web;

import dev.gantry.server.gateway.ApiError;
import dev.gantry.server.gateway.RequestBody;
import dev.gantry.server.gateway.Route;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request: it comes, is looked at, and has its room in memory until it is forgotten.
 */
final class Intake {
    /** In bytes. To look at more takes the event loop longer than others should wait for it. */
    static final int LARGE = 256 * 1024;

    private static final RequestBody NONE = RequestBody.opaque(new byte[0]);

    private final Vertx vertx;
    private final BodyBudget.Share room;
    private final Consumer<RequestBody> then;
    private final Consumer<ApiError> refuse;
    private RequestBody body = NONE;
    private @Nullable BodyReader reading;
    private boolean forgotten;

    /**
     * @param then told the body, unless it is forgotten before
     * @param refuse told why there is none
     */
    Intake(
            Vertx vertx,
            BodyBudget.Share room,
            Consumer<RequestBody> then,
            Consumer<ApiError> refuse) {
        this.vertx = vertx;
        this.room = room;
        this.then = then;
        this.refuse = refuse;
    }

    void start(HttpServerRequest request, Route.Body kind, String contentType) {
        BodyReader reader =
                new BodyReader(room::grow, bytes -> look(bytes, kind, contentType), refuse);
        reading = reader;
        reader.read(request);
    }

    private void look(Buffer bytes, Route.Body kind, String contentType) {
        reading = null;
        if (kind == Route.Body.OPAQUE || bytes.length() < LARGE) {
            seen(RequestBody.read(bytes.getBytes(), kind, contentType));
        } else {
            Waiting.on(vertx, () -> RequestBody.read(bytes.getBytes(), kind, contentType))
                    .onComplete(this::seen, why -> refuse.accept(Api.error(why)));
        }
    }

    private void seen(RequestBody.Reading reading) {
        if (forgotten) {
            return;
        }
        switch (reading) {
            case RequestBody.Reading.Wrong wrong -> refuse.accept(wrong.error());
            case RequestBody.Reading.Done done -> {
                body = done.body();
                then.accept(body);
            }
        }
    }

    /** Empty before it is there, and when it is forgotten. */
    RequestBody body() {
        return body;
    }

    /** Whether it still comes. */
    boolean coming() {
        return reading != null;
    }

    /** Time has passed: it may have taken too much of it. */
    void tick(long now, Duration patience) {
        BodyReader coming = reading;
        if (coming != null) {
            coming.tick(now, patience);
        }
    }

    /** It is sent to no other upstream. */
    void forget() {
        forgotten = true;
        BodyReader coming = reading;
        reading = null;
        if (coming != null) {
            coming.cancel();
        }
        body = NONE;
        room.giveBack();
    }
}
