package dev.gantry.server.web;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Why an upstream gave no answer. */
final class UpstreamException extends Exception {
    private static final long serialVersionUID = 1L;

    enum Kind {
        REFUSED,
        TIMED_OUT,
        UNREACHABLE,
        UNKNOWN_HOST,
        FORBIDDEN,
        TLS,
        CLOSED
    }

    private final Kind kind;

    /**
     * @param words without the name of the upstream
     */
    UpstreamException(Kind kind, String words) {
        super(words, null, false, false);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    String words() {
        return String.valueOf(getMessage());
    }

    /** What the libraries throw, in our words. */
    static UpstreamException of(Throwable thrown) {
        return switch (thrown) {
            case UpstreamException ours -> ours;
            case ConnectTimeoutException _ ->
                    new UpstreamException(Kind.TIMED_OUT, "no connection in time");
            case TimeoutException _ -> new UpstreamException(Kind.TIMED_OUT, "no answer in time");
            case NoRouteToHostException _ ->
                    new UpstreamException(Kind.UNREACHABLE, "no route to it");
            case ConnectException refused -> connect(refused);
            case SSLException tls ->
                    new UpstreamException(Kind.TLS, "no TLS connection: " + reason(tls));
            case HttpClosedException _ -> closed();
            case StreamResetException _ -> closed();
            case IOException io -> io(io);
            default -> new UpstreamException(Kind.CLOSED, "it broke off: " + reason(thrown));
        };
    }

    private static UpstreamException connect(ConnectException thrown) {
        String said = reason(thrown).toLowerCase(Locale.ROOT);
        return said.contains("refused")
                ? new UpstreamException(Kind.REFUSED, "connection refused")
                : new UpstreamException(Kind.UNREACHABLE, "no connection: " + reason(thrown));
    }

    private static UpstreamException io(IOException thrown) {
        String said = reason(thrown);
        return said.toLowerCase(Locale.ROOT).contains("reset")
                ? closed()
                : new UpstreamException(Kind.CLOSED, "the connection broke: " + said);
    }

    private static UpstreamException closed() {
        return new UpstreamException(Kind.CLOSED, "it closed the connection");
    }

    /** What it says, or what it is. */
    static String reason(Throwable thrown) {
        String said = thrown.getMessage();
        return said == null ? thrown.getClass().getSimpleName() : said;
    }
}
