package dev.gantry;

import dev.gantry.cli.Cancellation;
import dev.gantry.cli.Cli;
import dev.gantry.cli.Invocation;
import dev.gantry.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The run that the AOT cache of the control plane is made from: {@code gantry serve} with a
 * registry of its own starts, carries requests to {@link TrainingUpstream}, shows its pages, and
 * stops in order. What it loads later servers find loaded, and what was called most they compile
 * first. {@code scripts/train-server.sh} gives it a folder with an empty registry.
 */
public final class ServeTraining {
    private static final int REQUESTS = 2000;
    private static final int STREAMS = 100;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    private static final String KEY = "the administrator's key, told this once: ";
    private static final String LISTENING = "listening on http://127.0.0.1:";
    private static final String PLAIN =
            "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    private static final String STREAM = PLAIN.replace("{\"model\"", "{\"stream\":true,\"model\"");

    private final Path state;
    private final Cancellation cancellation = new Cancellation();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private ServeTraining(Path state) {
        this.state = state;
    }

    /** A folder with an empty registry. */
    public static void main(String[] words) throws IOException, InterruptedException {
        new ServeTraining(Path.of(words[0])).run();
    }

    private void run() throws IOException, InterruptedException {
        try (TrainingUpstream upstream = TrainingUpstream.open()) {
            String service = "chat=openai:" + upstream.port() + ",model=tiny,slots=8";
            gantry("node", "add", "training", "127.0.0.1", "--allow-local", "--service", service);
            gantry("node", "list");
            Thread server =
                    Thread.ofPlatform()
                            .start(() ->
                                    gantry(
                                            "serve",
                                            "--allow-local",
                                            "--listen",
                                            "127.0.0.1:0",
                                            "--access-log",
                                            state.resolve("access.log").toString()));
            try {
                use(Integer.parseInt(told(LISTENING)), told(KEY));
            } finally {
                cancellation.cancel();
                server.join();
            }
            gantry("key", "create", "training");
            gantry("key", "list");
        }
    }

    private void use(int port, String key) throws IOException, InterruptedException {
        String bearer = "Authorization: Bearer " + key + "\r\n";
        try (TrainingClient client = TrainingClient.to(port)) {
            long end = System.nanoTime() + PATIENCE;
            while (!client.post("/v1/chat/completions", bearer, PLAIN).startsWith("HTTP/1.1 200")) {
                if (System.nanoTime() - end > 0) {
                    throw new IOException("the upstream is not seen");
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
            for (int one = 0; one < REQUESTS; one++) {
                client.post("/v1/chat/completions", bearer, PLAIN);
            }
            for (int one = 0; one < STREAMS; one++) {
                client.post("/v1/chat/completions", bearer, STREAM);
            }
            for (String path :
                    List.of("/health", "/metrics", "/v1/models", "/api/v1/status", "/login")) {
                client.get(path, bearer);
            }
            String form = "Content-Type: application/x-www-form-urlencoded\r\n";
            String cookie = TrainingClient.cookie(client.post("/login", form, "key=" + key));
            for (String path : List.of("/", "/nodes/training", "/chat", "/keys", "/events")) {
                client.get(path, cookie);
            }
        }
    }

    private void gantry(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--state", state.toString()));
        PrintStream error = new PrintStream(said, true, StandardCharsets.UTF_8);
        PrintStream output = new PrintStream(PrintStream.nullOutputStream());
        Cli.run(
                new Invocation(
                        all,
                        Map.of("HOME", state.toString()),
                        state,
                        InputStream.nullInputStream(),
                        output,
                        error,
                        new Terminal(false, false, false, () -> Terminal.Size.USUAL),
                        InstantSource.system(),
                        cancellation));
    }

    /** What stands behind these words in a line that the server says. */
    private String told(String words) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        while (System.nanoTime() - end < 0) {
            String text = said.toString(StandardCharsets.UTF_8);
            int at = text.indexOf(words);
            int to = text.indexOf('\n', at);
            if (at >= 0 && to >= 0) {
                return text.substring(at + words.length(), to);
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new IOException("the server does not say: " + words);
    }
}
