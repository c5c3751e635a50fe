package dev.gantry.e2e;

import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A page of a browser over its DevTools protocol. */
final class DevTools implements WebSocket.Listener, AutoCloseable {
    private static final int SECONDS = 60;

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger last = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Fields>> waiting = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final StringBuilder message = new StringBuilder();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

    private DevTools() {}

    static DevTools connect(URI page) {
        DevTools tools = new DevTools();
        tools.socket.complete(tools.client.newWebSocketBuilder().buildAsync(page, tools).join());
        return tools;
    }

    /** Asks, and waits for the answer; one that is an error is empty. */
    Fields call(String method, MapNode.Builder parameters) {
        int id = last.incrementAndGet();
        CompletableFuture<Fields> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        String text =
                JsonWriter.compact(
                        Json.object()
                                .put("id", Json.of(id))
                                .put("method", Json.of(method))
                                .put("params", parameters.build())
                                .build());
        socket.join().sendText(text, true).join();
        return answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean end) {
        message.append(part);
        if (end) {
            Fields whole = Fields.of(JsonReader.read("devtools", message.toString()));
            message.setLength(0);
            heard(whole);
        }
        from.request(1);
        return null;
    }

    private void heard(Fields said) {
        if (said.has("id")) {
            CompletableFuture<Fields> answer = waiting.remove(said.integer("id", 0));
            if (answer != null) {
                answer.complete(said.map("result"));
            }
            return;
        }
        Fields what = said.map("params");
        switch (said.text("method")) {
            case "Log.entryAdded" -> {
                Fields entry = what.map("entry");
                if (!entry.text("level").equals("verbose") && !entry.text("level").equals("info")) {
                    complaints.add(entry.text("text") + " " + entry.text("url"));
                }
            }
            case "Runtime.exceptionThrown" ->
                    complaints.add(JsonWriter.compact(what.map("exceptionDetails").node()));
            case "Runtime.consoleAPICalled" -> complaints.add(JsonWriter.compact(what.node()));
            case "Network.requestWillBeSent" -> requests.add(what.map("request").text("url"));
            default -> {
                // Of no matter here.
            }
        }
    }

    List<String> complaints() {
        return complaints;
    }

    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        socket.join().abort();
        client.shutdownNow();
    }
}
