package dev.gantry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The run that an AOT cache is made from: what it loads and links, later starts find loaded and
 * linked. Reads an example of the checkout, and a file and a fleet with every way of writing;
 * {@code scripts/start.sh} takes care that its home does not exist and that its engine is one for
 * training, so that it changes nothing.
 *
 * <p>A start links all that its cache holds. Short commands have a cache of their own, without what
 * only planning and carrying out need, and so has {@code ps} of one project, without fleets.
 */
public final class Training {
    private static final String DEMO = "examples/demo";
    private static final String WAYS = "src/main/training";
    private static final String FLEET = "src/main/training/fleet";
    private static final String REMOTE = "src/main/training/remote";

    /** The commands that {@code gantry} starts with the cache for short ones. */
    static final Set<String> SHORT = Set.of("version", "help", "config", "ps");

    private static final List<Line> LINES =
            List.of(
                    Line.in(DEMO, "version"),
                    Line.in(DEMO, "help"),
                    Line.in(DEMO, "-f", "edge/compose.yaml", "config"),
                    Line.in(WAYS, "-f", "compose.yaml", "config"),
                    Line.in(WAYS, "-f", "compose.yaml", "plan"),
                    Line.in(DEMO, "--stack", "data", "config", "--format", "json"),
                    Line.in(DEMO, "-f", "data/compose.yaml", "plan"),
                    Line.in(DEMO, "-f", "data/compose.yaml", "up"),
                    Line.in(DEMO, "-f", "data/compose.yaml", "ps"),
                    Line.in(DEMO, "-f", "data/compose.yaml", "down"),
                    Line.in(WAYS, "-f", "up.yaml", "up"),
                    Line.in(WAYS, "-f", "up.yaml", "up"),
                    Line.in(WAYS, "-f", "up.yaml", "up", "--force-recreate"),
                    Line.in(WAYS, "-f", "up.yaml", "logs"),
                    Line.in(WAYS, "-f", "up.yaml", "down"),
                    Line.in(DEMO, "config", "--no-such-option"),
                    Line.in(WAYS, "ps"),
                    Line.in(REMOTE, "up"),
                    Line.in(REMOTE, "ps"),
                    Line.in(REMOTE, "plan"),
                    Line.in(REMOTE, "hosts"),
                    Line.in(REMOTE, "down"),
                    Line.in(FLEET, "--host", "one", "config"),
                    Line.in(FLEET, "--host", "one", "check"),
                    Line.in(FLEET, "--host", "one", "plan"),
                    Line.in(FLEET, "--host", "one", "ps"),
                    Line.in(FLEET, "config"));

    /** What is called in a folder of the checkout. */
    private record Line(String folder, List<String> words) {

        static Line in(String folder, String... words) {
            return new Line(folder, List.of(words));
        }

        boolean isShort() {
            return words.stream().anyMatch(SHORT::contains);
        }

        /** The folder of all ways of writing has no fleet file. */
        boolean isPsOfOneProject() {
            return words.contains("ps") && (words.contains("-f") || folder.equals(WAYS));
        }

        /** Whether a cache of that name is made from it, too. */
        boolean belongsTo(String cache) {
            return switch (cache) {
                case "ps" -> isPsOfOneProject();
                case "brief" -> isShort();
                default -> true;
            };
        }

        void run(Path checkout) {
            List<String> all = new ArrayList<>(List.of("-C", checkout.resolve(folder).toString()));
            all.addAll(words);
            Main.run(all);
        }
    }

    private Training() {}

    /**
     * Runs the lines of one cache.
     *
     * @param words the checkout's folder; a socket that the environment names as the engine's; and
     *     the cache's name: {@code gantry}, {@code brief} or {@code ps}
     */
    public static void main(String[] words) {
        try (TrainingEngine _ = TrainingEngine.open(Path.of(words[1]))) {
            for (Line line : LINES) {
                if (line.belongsTo(words[2])) {
                    line.run(Path.of(words[0]));
                }
            }
        }
    }
}
