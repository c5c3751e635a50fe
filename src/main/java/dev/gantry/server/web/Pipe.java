package dev.gantry.server.web;

import dev.gantry.server.gateway.ApiError;
import dev.gantry.server.gateway.Headers;
import dev.gantry.server.gateway.Usage;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Passes an answer on as it comes: nothing is held back, and the upstream is not read faster than
 * the client takes.
 */
final class Pipe {
    /** What usage is looked for in. */
    private static final int TAIL = 4096;

    private final HttpClientResponse from;
    private final HttpServerResponse to;
    private final Runnable heard;
    private final Runnable ended;
    private final Consumer<String> broke;
    private final boolean events;
    private final Usage usage = new Usage();
    private boolean held;
    private boolean over;

    /** How many lines have ended since the last byte that is of a line, as far as two. */
    private int lineEnds;

    /**
     * @param broke told why the answer has no end
     */
    Pipe(
            HttpClientResponse from,
            HttpServerResponse to,
            Runnable heard,
            Runnable ended,
            Consumer<String> broke) {
        this.from = from;
        this.to = to;
        this.heard = heard;
        this.ended = ended;
        this.broke = broke;
        String type = from.headers().get("content-type");
        this.events = type != null && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
    }

    Usage usage() {
        return usage;
    }

    /** Whether it is the client that takes its time. */
    boolean held() {
        return held;
    }

    void start(Buffer first, boolean complete) {
        if (events) {
            to.putHeader("Cache-Control", "no-cache").putHeader("X-Accel-Buffering", "no");
            // It may end with an event that tells of its end.
            to.headers().remove("Content-Length");
            to.setChunked(true);
        }
        if (complete) {
            over = true;
            to.end();
            ended.run();
            return;
        }
        from.exceptionHandler(why -> breakOff(UpstreamException.of(why).words()));
        from.endHandler(_ -> end());
        from.handler(this::pass);
        pass(first);
        if (!held) {
            from.resume();
        }
    }

    private void pass(Buffer bytes) {
        heard.run();
        int from = events ? 0 : Math.max(0, bytes.length() - TAIL);
        usage.pass(bytes.getBytes(from, bytes.length()), events);
        countLineEnds(bytes);
        to.write(bytes);
        if (to.writeQueueFull() && !held) {
            held = true;
            this.from.pause();
            to.drainHandler(_ -> goOn());
        }
    }

    private void countLineEnds(Buffer bytes) {
        int at = Math.max(0, bytes.length() - 4);
        for (; events && at < bytes.length(); at++) {
            byte one = bytes.getByte(at);
            lineEnds = one == '\n' ? Math.min(2, lineEnds + 1) : one == '\r' ? lineEnds : 0;
        }
    }

    private void goOn() {
        held = false;
        heard.run();
        from.resume();
    }

    private void end() {
        if (!over) {
            over = true;
            to.end();
            ended.run();
        }
    }

    /** The client takes no more of it. */
    void abandon() {
        over = true;
    }

    /** The upstream's answer has no end. */
    void breakOff(String why) {
        if (!over) {
            cut(ApiError.of(502, "upstream_failed", "the upstream broke off: " + why));
            broke.accept(why);
        }
    }

    /**
     * The client gets no more of it. A stream of events says so; anything else can only be cut off,
     * so that nobody takes the half for the whole.
     */
    void cut(ApiError why) {
        over = true;
        if (events && !to.closed()) {
            // An event of its own, whatever of another one stands before it.
            to.end("\n\n".substring(lineEnds) + why.event());
        } else {
            to.reset();
        }
    }

    /** Status and fields of an answer, without what is between two neighbours alone. */
    static void copyHead(HttpClientResponse from, HttpServerResponse to) {
        Set<String> named = Headers.named(from.headers().getAll("connection"));
        MultiMap fields = to.headers();
        to.setStatusCode(from.statusCode());
        for (Map.Entry<String, String> field : from.headers()) {
            if (Headers.goesDown(field.getKey(), named)) {
                fields.add(field.getKey(), field.getValue());
            }
        }
        if (!fields.contains("content-length")) {
            to.setChunked(true);
        }
    }
}
