package dev.gantry.server.web;

import dev.gantry.server.gateway.ApiError;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.function.Consumer;

/** Reads the body of a request, as far as it may have one. */
final class BodyReader {
    private final long limit;
    private final Consumer<Buffer> then;
    private final Consumer<ApiError> refuse;
    private final Runnable heard;
    private Buffer read = Buffer.buffer();
    private boolean refused;
    private boolean whole;

    /**
     * @param limit in bytes
     */
    BodyReader(long limit, Consumer<Buffer> then, Consumer<ApiError> refuse, Runnable heard) {
        this.limit = limit;
        this.then = then;
        this.refuse = refuse;
        this.heard = heard;
    }

    /** Reads all of it, in that time at most: whoever sends it may be anybody. */
    void read(HttpServerRequest request, Vertx vertx, Duration patience) {
        read(request);
        vertx.setTimer(patience.toMillis(), _ -> late());
    }

    private void late() {
        if (!whole && !refused) {
            refuse(ApiError.of(408, "request_timeout", "the request's body takes too long"));
        }
    }

    void read(HttpServerRequest request) {
        if (declared(request) > limit) {
            tooLarge();
            return;
        }
        request.handler(this::add);
        request.endHandler(_ -> {
            whole = true;
            if (!refused) {
                then.accept(read);
            }
        });
    }

    private static long declared(HttpServerRequest request) {
        String length = request.headers().get("content-length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException _) {
            return Long.MAX_VALUE;
        }
    }

    private void add(Buffer more) {
        heard.run();
        if (refused) {
            return;
        }
        if ((long) read.length() + more.length() > limit) {
            tooLarge();
        } else if (read.length() == 0) {
            read = more.copy();
        } else {
            read.appendBuffer(more);
        }
    }

    private void tooLarge() {
        refuse(ApiError.of(413, "body_too_large", "a body may have " + limit + " bytes here"));
    }

    private void refuse(ApiError why) {
        refused = true;
        read = Buffer.buffer();
        refuse.accept(why);
    }
}
