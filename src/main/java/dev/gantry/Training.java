package dev.gantry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The run that the AOT cache is made from: what it loads and links, later starts find loaded and
 * linked. Reads an example of the checkout, and a file and a fleet with every way of writing;
 * {@code scripts/start.sh} takes care that its home does not exist and that its engine is one for
 * training, so that it changes nothing.
 */
public final class Training {
    private static final List<List<String>> LINES =
            List.of(
                    List.of("version"),
                    List.of("help"),
                    List.of("-f", "edge/compose.yaml", "config"),
                    List.of("-f", "../../src/main/training/compose.yaml", "config"),
                    List.of("-f", "../../src/main/training/compose.yaml", "plan"),
                    List.of("--stack", "data", "config", "--format", "json"),
                    List.of("-f", "data/compose.yaml", "plan"),
                    List.of("-f", "data/compose.yaml", "up"),
                    List.of("-f", "data/compose.yaml", "ps"),
                    List.of("-f", "data/compose.yaml", "down"),
                    List.of("config", "--no-such-option"));

    private Training() {}

    /** The checkout's folder, and a socket that the environment names as the engine's. */
    public static void main(String[] words) {
        Path checkout = Path.of(words[0]);
        try (TrainingEngine _ = TrainingEngine.open(Path.of(words[1]))) {
            for (List<String> line : LINES) {
                run(checkout.resolve("examples/demo"), line);
            }
            Path ways = checkout.resolve("src/main/training");
            run(ways, List.of("ps"));
            for (String verb : List.of("config", "check", "plan", "ps")) {
                run(ways.resolve("fleet"), List.of("--host", "one", verb));
            }
            run(ways.resolve("fleet"), List.of("config"));
        }
    }

    private static void run(Path directory, List<String> line) {
        List<String> all = new ArrayList<>(List.of("-C", directory.toString()));
        all.addAll(line);
        Main.run(all);
    }
}
