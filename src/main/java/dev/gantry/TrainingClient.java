package dev.gantry;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A client of the control plane for {@link ServeTraining}, on one connection. Not the JDK's, whose
 * classes the server has no use for.
 */
final class TrainingClient implements Closeable {
    private static final String END = "\r\n\r\n";
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final byte[] bytes = new byte[1 << 20];

    private TrainingClient(Socket socket) {
        this.socket = socket;
    }

    static TrainingClient to(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new TrainingClient(socket);
    }

    /**
     * Asks for a page or a value.
     *
     * @param fields lines of the head, each with its end
     * @return head and body, as they came
     */
    String get(String path, String fields) throws IOException {
        return ask("GET " + path + " HTTP/1.1\r\n" + fields + host() + "\r\n");
    }

    /** The same with a body. */
    String post(String path, String fields, String body) throws IOException {
        String head = "POST " + path + " HTTP/1.1\r\n" + fields + host();
        return ask(head + "Content-Length: " + body.length() + END + body);
    }

    private String host() {
        String origin = "127.0.0.1:" + socket.getPort() + "\r\n";
        return "Host: " + origin + "Origin: http://" + origin;
    }

    private String ask(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        int length = 0;
        String text = "";
        while (!whole(text)) {
            int read = socket.getInputStream().read(bytes, length, bytes.length - length);
            if (read <= 0) {
                throw new IOException("the answer ends early: " + text);
            }
            length += read;
            text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
        return text;
    }

    private static boolean whole(String text) {
        int head = text.indexOf(END);
        if (head < 0) {
            return false;
        }
        String length = field(text.substring(0, head), "content-length: ");
        return length.isEmpty()
                ? text.startsWith("HTTP/1.1 303") || text.endsWith("0" + END)
                : text.length() >= head + END.length() + Integer.parseInt(length);
    }

    private static String field(String head, String name) {
        int at = head.toLowerCase(Locale.ROOT).indexOf("\r\n" + name);
        return at < 0 ? "" : head.substring(at + 2 + name.length()).split("\r\n", 2)[0];
    }

    /** The session that an answer begins, as a line of the next request's head. */
    static String cookie(String answer) {
        return "Cookie: " + field(answer, "set-cookie: ").split(";", 2)[0] + "\r\n";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
