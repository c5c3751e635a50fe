package dev.gantry.server.web;

import dev.gantry.server.gateway.ApiError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Reads the body of a request, as far as it may have one. */
final class BodyReader {
    private final long limit;
    private final Consumer<Buffer> whole;
    private final Consumer<ApiError> refuse;
    private final Runnable heard;
    private Buffer read = Buffer.buffer();
    private boolean refused;

    /**
     * @param limit in bytes
     */
    BodyReader(long limit, Consumer<Buffer> whole, Consumer<ApiError> refuse, Runnable heard) {
        this.limit = limit;
        this.whole = whole;
        this.refuse = refuse;
        this.heard = heard;
    }

    void read(HttpServerRequest request) {
        if (declared(request) > limit) {
            tooLarge();
            return;
        }
        request.handler(this::add);
        request.endHandler(_ -> {
            if (!refused) {
                whole.accept(read);
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
        refused = true;
        read = Buffer.buffer();
        refuse.accept(
                ApiError.of(413, "body_too_large", "a body may have " + limit + " bytes here"));
    }
}
