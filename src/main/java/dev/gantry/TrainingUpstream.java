package dev.gantry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * An inference server for {@link ServeTraining}: knows one model, and answers every question with
 * the same words, at once or as a stream of events.
 */
final class TrainingUpstream implements AutoCloseable {
    private static final String MODELS = "{\"object\":\"list\",\"data\":[{\"id\":\"tiny\"}]}";
    private static final String ANSWER =
            "{\"id\":\"1\",\"model\":\"tiny\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"}}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}";
    private static final String EVENT =
            "data: {\"id\":\"1\",\"model\":\"tiny\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"}}]}\n\n";

    private final ServerSocket server;

    private TrainingUpstream(ServerSocket server) {
        this.server = server;
    }

    static TrainingUpstream open() throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        TrainingUpstream upstream = new TrainingUpstream(server);
        Thread.ofPlatform().daemon().start(upstream::accept);
        return upstream;
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client));
            }
        } catch (IOException closed) {
            // The end of the training.
        }
    }

    /** One answer a read: the requests of the training are small, and a client waits for each. */
    private static void serve(Socket client) {
        byte[] bytes = new byte[1 << 16];
        try (client) {
            InputStream in = client.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int read = in.read(bytes); read > 0; read = in.read(bytes)) {
                String request = new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
                if (request.contains("\"stream\":true")) {
                    stream(out);
                } else {
                    out.write(whole(request.startsWith("GET ") ? MODELS : ANSWER));
                }
            }
        } catch (IOException gone) {
            // The client has gone, as clients do.
        }
    }

    private static void stream(OutputStream out) throws IOException {
        out.write(
                text(
                        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"));
        for (int event = 0; event < 5; event++) {
            out.write(chunk(EVENT));
        }
        out.write(chunk("data: [DONE]\n\n"));
        out.write(text("0\r\n\r\n"));
    }

    private static byte[] whole(String body) {
        return text(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body);
    }

    private static byte[] chunk(String text) {
        return text(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
