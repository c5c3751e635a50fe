package dev.gantry.server.web;

import dev.gantry.server.gateway.ApiError;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Reads the body of a request, as far as there is room for it and as long as it comes. */
final class BodyReader {
    /**
     * In bytes a second, on average and after the first time of patience: who is slower must not
     * keep room from others.
     */
    private static final long SLOWEST = 16 * 1024;

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final LongFunction<Optional<ApiError>> room;
    private final Consumer<Buffer> then;
    private final Consumer<ApiError> refuse;
    private final long began = System.nanoTime();
    private long heardAt = began;
    private Buffer read = Buffer.buffer();
    private boolean over;

    /**
     * @param room asked for so many bytes before they are read; says why there is none
     */
    BodyReader(
            LongFunction<Optional<ApiError>> room,
            Consumer<Buffer> then,
            Consumer<ApiError> refuse) {
        this.room = room;
        this.then = then;
        this.refuse = refuse;
    }

    /** Reads all of it, in that time at most: whoever sends it may be anybody. */
    void read(HttpServerRequest request, Vertx vertx, Duration patience) {
        read(request);
        vertx.setTimer(patience.toMillis(), _ -> tooLate());
    }

    void read(HttpServerRequest request) {
        long length = declared(request);
        Optional<ApiError> refusal = room.apply(length);
        if (refusal.isPresent()) {
            refuse(refusal.get());
            return;
        }
        request.handler(more -> add(more, (int) length));
        request.endHandler(_ -> whole());
        if (asks(request)) {
            request.response().writeContinue();
        }
    }

    /** Whether the client waits for a word before it sends it (RFC 9110, 10.1.1). */
    private static boolean asks(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_1_1
                && request.headers().contains("expect", "100-continue", true);
    }

    /** Nothing for a body whose length only its end tells. */
    private static long declared(HttpServerRequest request) {
        String length = request.headers().get("content-length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException _) {
            return Long.MAX_VALUE;
        }
    }

    private void add(Buffer more, int declared) {
        if (over) {
            return;
        }
        heardAt = System.nanoTime();
        Optional<ApiError> refusal = room.apply((long) read.length() + more.length());
        if (refusal.isPresent()) {
            refuse(refusal.get());
            return;
        }
        if (read.length() == 0) {
            read = Buffer.buffer(Math.max(declared, more.length()));
        }
        read.appendBuffer(more);
    }

    private void whole() {
        if (!over) {
            over = true;
            then.accept(taken());
        }
    }

    /** Time has passed: it may have taken too much of it. */
    void tick(long now, Duration patience) {
        long enough = patience.toNanos();
        boolean silent = now - heardAt > enough;
        boolean slow = now - began > enough + read.length() * SECOND / SLOWEST;
        if (silent || slow) {
            tooLate();
        }
    }

    /** Nobody wants it any more. */
    void cancel() {
        over = true;
        taken();
    }

    private void tooLate() {
        if (!over) {
            refuse(ApiError.of(408, "request_timeout", "the request's body takes too long"));
        }
    }

    private void refuse(ApiError why) {
        cancel();
        refuse.accept(why);
    }

    /** The request knows this reader to its end, and must not know the body as long. */
    private Buffer taken() {
        Buffer all = read;
        read = Buffer.buffer();
        return all;
    }
}
