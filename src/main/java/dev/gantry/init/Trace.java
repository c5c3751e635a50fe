package dev.gantry.init;

import dev.gantry.diag.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code docker compose -p NAME -f FILE …} that a script or a page of the folder holds: how the
 * stack is started today.
 *
 * @param files as written
 */
record Trace(String project, List<String> files, Location place) {
    private static final Pattern COMMAND = Pattern.compile("docker(?:-| +)compose +([^|&;#]*)");

    /** Those of a text, continued lines put together. */
    static List<Trace> of(String path, String text) {
        List<Trace> traces = new ArrayList<>();
        StringBuilder command = new StringBuilder();
        int started = 1;
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            String line = raw.stripTrailing();
            boolean goesOn = line.endsWith("\\") || line.endsWith("`");
            command.append(goesOn ? line.substring(0, line.length() - 1) : line).append(' ');
            if (!goesOn) {
                Matcher matcher = COMMAND.matcher(command);
                while (matcher.find()) {
                    add(matcher.group(1), new Location(path, started, 0), traces);
                }
                command.setLength(0);
                started = number + 1;
            }
        }
        return traces;
    }

    private static void add(String arguments, Location place, List<Trace> traces) {
        String project = "";
        List<String> files = new ArrayList<>();
        String[] words = arguments.strip().split("\\s+");
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            String next = i + 1 < words.length ? bare(words[i + 1]) : "";
            if (word.equals("-p") || word.equals("--project-name")) {
                project = next;
            } else if (word.startsWith("--project-name=")) {
                project = bare(word.substring("--project-name=".length()));
            } else if (word.equals("-f") || word.equals("--file")) {
                files.add(next);
            } else if (word.startsWith("--file=")) {
                files.add(bare(word.substring("--file=".length())));
            }
        }
        if (!project.isEmpty() && !files.isEmpty()) {
            traces.add(new Trace(project, List.copyOf(files), place));
        }
    }

    private static String bare(String word) {
        return word.replace("\"", "").replace("'", "").replace("`", "");
    }
}
