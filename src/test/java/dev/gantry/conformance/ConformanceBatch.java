package dev.gantry.conformance;

import dev.gantry.cli.Cancellation;
import dev.gantry.cli.Cli;
import dev.gantry.cli.ExitCode;
import dev.gantry.cli.Invocation;
import dev.gantry.cli.Terminal;
import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Answers the calls of the conformance corpus with the whole program: one JSON line in, one JSON
 * line out; the protocol is in the head of the corpus' {@code check.py}.
 */
public final class ConformanceBatch {
    private ConformanceBatch() {}

    public static void main(String[] args) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(JsonWriter.compact(answer((MapNode) JsonReader.read("request", line))));
        }
    }

    private static Node answer(MapNode call) {
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        ExitCode exit = Cli.run(invocation(call, stdout, stderr));
        return Json.object()
                .put("id", Json.of(text(call, "id")))
                .put("exit", Json.of(exit.number()))
                .put("stdout", Json.of(stdout.toString(StandardCharsets.UTF_8)))
                .put("stderr", Json.of(stderr.toString(StandardCharsets.UTF_8)))
                .build();
    }

    private static Invocation invocation(MapNode call, OutputStream stdout, OutputStream stderr) {
        return new Invocation(
                Fields.of(call).texts("args"),
                environment(call),
                Path.of(text(call, "dir")),
                InputStream.nullInputStream(),
                new PrintStream(stdout, false, StandardCharsets.UTF_8),
                new PrintStream(stderr, false, StandardCharsets.UTF_8),
                Terminal.none(),
                Clock.systemUTC(),
                new Cancellation());
    }

    private static Map<String, String> environment(MapNode call) {
        Map<String, String> environment = new LinkedHashMap<>();
        ((MapNode) value(call, "env"))
                .entries()
                .forEach((name, entry) ->
                        environment.put(name, ((ScalarNode) entry.value()).text()));
        return environment;
    }

    private static String text(MapNode map, String key) {
        return ((ScalarNode) value(map, key)).text();
    }

    private static Node value(MapNode map, String key) {
        return map.find(key)
                .orElseThrow(() -> new IllegalArgumentException("the call has no " + key));
    }
}
