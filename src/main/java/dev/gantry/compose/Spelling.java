package dev.gantry.compose;

import dev.gantry.compose.explain.Step;
import dev.gantry.diag.Location;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a value is written in its file, where that is not how it is read. */
final class Spelling {
    private static final Pattern PLAIN = Pattern.compile("[^\\s,\\]}]+");

    private Spelling() {}

    static Step wrote(MapNode raw, Spot spot) {
        String spelled = spelled(spot.node());
        String merged = mergeKey(raw, spot.path());
        String note =
                spelled.isEmpty() || merged.isEmpty() ? spelled + merged : spelled + "; " + merged;
        return new Step.Wrote(Phase.READ.words(), spot.node(), spot.location(), note);
    }

    private static String spelled(Node node) {
        boolean number =
                node instanceof ScalarNode scalar && !scalar.isString() && !scalar.isNull();
        String written = number ? word(node.location()) : "";
        return written.isEmpty() || written.equals(Values.text(node)) ? "" : "written " + written;
    }

    /** The word at the place; empty where it is not to be had. */
    private static String word(Location at) {
        try {
            List<String> lines =
                    Files.readAllLines(PathText.file(at.source()), StandardCharsets.UTF_8);
            if (at.line() < 1 || at.line() > lines.size()) {
                return "";
            }
            String line = lines.get(at.line() - 1);
            int columns = line.codePointCount(0, line.length());
            int from = line.offsetByCodePoints(0, Math.min(Math.max(at.column() - 1, 0), columns));
            Matcher word = PLAIN.matcher(line.substring(from));
            return word.lookingAt() ? word.group() : "";
        } catch (IOException _) {
            return "";
        }
    }

    private static String mergeKey(MapNode raw, List<String> path) {
        Node node = raw;
        for (String step : path) {
            if (!(node instanceof MapNode map)) {
                return "";
            }
            if (!map.has(step)) {
                return map.has("<<")
                        ? "by the merge key << of line " + map.keyLocation("<<").line()
                        : "";
            }
            node = PathWords.child(map, step);
        }
        return "";
    }
}
