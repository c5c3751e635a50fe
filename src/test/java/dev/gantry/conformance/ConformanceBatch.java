package dev.gantry.conformance;

import dev.gantry.compose.ConfigView;
import dev.gantry.diag.GantryException;
import dev.gantry.diag.InputException;
import dev.gantry.diag.Problem;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers the calls of the conformance corpus: one JSON line in, one JSON line out; the protocol is
 * in the head of the corpus' {@code check.py}.
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
        StringBuilder stdout = new StringBuilder();
        StringBuilder stderr = new StringBuilder();
        int exit = run(call, stdout, stderr);
        return Json.object()
                .put("id", Json.of(text(call, "id")))
                .put("exit", Json.of(exit))
                .put("stdout", Json.of(stdout.toString()))
                .put("stderr", Json.of(stderr.toString()))
                .build();
    }

    private static int run(MapNode call, StringBuilder stdout, StringBuilder stderr) {
        try {
            List<String> args =
                    ((ListNode) value(call, "args"))
                            .items().stream().map(item -> ((ScalarNode) item).text()).toList();
            ConfigArguments arguments = ConfigArguments.parse(args);
            ConfigView.Rendered rendered =
                    ConfigView.render(
                            arguments.request(Path.of(text(call, "dir")), environment(call)),
                            arguments.options());
            rendered.warnings().forEach(warning -> print(warning, stderr));
            stdout.append(rendered.text());
            return 0;
        } catch (InputException e) {
            e.problems().forEach(problem -> print(problem, stderr));
            return 1;
        } catch (GantryException e) {
            stderr.append(e.getMessage()).append('\n');
            return 1;
        } catch (RuntimeException | StackOverflowError e) {
            stderr.append("internal error: ")
                    .append(e)
                    .append(e.getStackTrace().length > 0 ? e.getStackTrace()[0] : "")
                    .append('\n');
            return 70;
        }
    }

    private static void print(Problem problem, StringBuilder stderr) {
        if (problem.isError()) {
            stderr.append(problem).append('\n');
        } else {
            stderr.append("time=\"x\" level=warning msg=")
                    .append(JsonWriter.compact(Json.of(problem.message())))
                    .append('\n');
        }
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
