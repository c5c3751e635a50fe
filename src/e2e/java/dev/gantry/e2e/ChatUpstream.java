package dev.gantry.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A llama.cpp server that says "Hello", waits until it may, and says "world". */
final class ChatUpstream implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch may = new CountDownLatch(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();

    ChatUpstream() throws IOException {
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/health", exchange -> json(exchange, "{\"status\":\"ok\"}"));
        server.createContext(
                "/v1/models", exchange -> json(exchange, "{\"data\":[{\"id\":\"tiny\"}]}"));
        server.createContext("/props", exchange -> json(exchange, "{\"total_slots\":2}"));
        server.createContext("/v1/chat/completions", this::chat);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The bodies of the questions. */
    List<String> asked() {
        return asked;
    }

    /** From now on it ends its answers. */
    void goOn() {
        may.countDown();
    }

    private static void json(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void chat(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        asked.add(new String(body, StandardCharsets.UTF_8));
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            event(out, "{\"choices\":[{\"delta\":{\"content\":\"Hello <b>\"}}]}");
            may.await();
            event(out, "{\"choices\":[{\"delta\":{\"content\":\" w\u00f6rld\"}}]}");
            event(out, "{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":7}}");
            event(out, "[DONE]");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void event(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
