package dev.gantry.secret;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks a server on the web, one request at a time per thread. By {@link HttpURLConnection}, which
 * is in {@code java.base}: the newer client of the JDK would put another module, and threads of its
 * own, into the runtime that every command starts from.
 *
 * @param timeout for connecting, and for the whole answer
 * @param proxy by the server's address; {@link Proxy#NO_PROXY} to go there straight
 * @param trust whose certificates are trusted; empty for those that the JDK comes with
 */
record HttpDoor(Duration timeout, Function<URI, Proxy> proxy, Optional<SSLSocketFactory> trust) {
    private static final int MOST = 16 << 20;
    private static final int CHUNK = 1 << 14;
    private static final int FIRST_ERROR = 400;

    HttpReply ask(HttpRequest request) {
        String host = request.uri().getHost();
        try {
            return answer(open(request), request.body());
        } catch (SocketTimeoutException slow) {
            return silence("no answer within " + Spans.words(timeout), "timeout: 30s waits longer");
        } catch (UnknownHostException unknown) {
            return silence("the name " + host + " is not known", "");
        } catch (ConnectException | NoRouteToHostException nobody) {
            return silence(Plainly.words(String.valueOf(nobody.getMessage())), "");
        } catch (SSLException untrusted) {
            return silence(
                    "no TLS with "
                            + host
                            + ": "
                            + Plainly.words(String.valueOf(untrusted.getMessage())),
                    "where an authority of your own has signed it, name its file in ca_file");
        } catch (IOException failed) {
            return silence(Plainly.words(String.valueOf(failed.getMessage())), "");
        }
    }

    private static HttpReply silence(String why, String next) {
        return new HttpReply.Silence(why, next);
    }

    private HttpURLConnection open(HttpRequest request) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection)
                        request.uri().toURL().openConnection(proxy.apply(request.uri()));
        if (connection instanceof HttpsURLConnection tls) {
            trust.ifPresent(tls::setSSLSocketFactory);
        }
        int millis = (int) Math.min(Integer.MAX_VALUE, Math.max(1, timeout.toMillis()));
        connection.setConnectTimeout(millis);
        connection.setReadTimeout(millis);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("Accept", "application/json");
        connection.setRequestProperty("User-Agent", "gantry");
        if (!request.bearer().isEmpty()) {
            connection.setRequestProperty("Authorization", "Bearer " + request.bearer());
        }
        return connection;
    }

    private HttpReply answer(HttpURLConnection connection, String body) throws IOException {
        long begun = System.nanoTime();
        if (!body.isEmpty()) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
        }
        int status = connection.getResponseCode();
        if (status < 0) {
            return silence("what answers there does not speak HTTP", "");
        }
        return new HttpReply.Answer(
                status,
                text(connection, status, begun),
                header(connection, "Retry-After"),
                header(connection, "Location"));
    }

    private String text(HttpURLConnection connection, int status, long begun) throws IOException {
        InputStream stream =
                status < FIRST_ERROR ? connection.getInputStream() : connection.getErrorStream();
        if (stream == null) {
            return "";
        }
        try (stream) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
                bytes.write(chunk, 0, read);
                if (bytes.size() > MOST) {
                    throw new IOException("the answer has no end");
                }
                if (System.nanoTime() - begun > timeout.toNanos()) {
                    throw new SocketTimeoutException();
                }
            }
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private static String header(HttpURLConnection connection, String name) {
        String value = connection.getHeaderField(name);
        return value == null ? "" : value;
    }
}
