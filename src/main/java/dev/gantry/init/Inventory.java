package dev.gantry.init;

import dev.gantry.compose.DotEnv;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.diag.Problems;
import dev.gantry.doc.MapNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What of a folder matters to a fleet file. Paths count from the root, with slashes, and are in
 * alphabetical order.
 *
 * @param files Compose files
 * @param networks the {@code networks} of files that define nothing else
 * @param envTexts the env files and examples of env files, with their texts
 * @param traces how Docker Compose is called in scripts and pages
 * @param notes what could not be read, or was left out
 */
public record Inventory(
        Path root,
        List<SourceFile> files,
        List<MapNode> networks,
        SequencedMap<String, String> envTexts,
        List<Trace> traces,
        List<Problem> notes) {

    /** Reads the folder. */
    public static Inventory of(Path root) {
        return new FolderWalk(root).inventory();
    }

    /**
     * The variables of an env file, or of the example for it where it is not there yet; nothing
     * where neither is.
     */
    SequencedMap<String, String> variables(String path) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        String text = envTexts.get(path);
        for (String one : envTexts.keySet()) {
            if (text == null && EnvExample.target(one).equals(path)) {
                text = envTexts.get(one);
            }
        }
        if (text != null) {
            DotEnv.Source source = new DotEnv.Source(path, Location.of(path));
            DotEnv.parse(text, source, Map.of(), new Problems())
                    .forEach((name, value) -> values.put(name, value.text()));
        }
        return values;
    }

    /** The variables that Docker Compose, or the fleet, fills the files of a folder with. */
    Map<String, String> known(String folder) {
        Map<String, String> known = new LinkedHashMap<>(variables(".env.global"));
        known.putAll(variables(".env"));
        known.putAll(variables(Paths.below(folder, ".env")));
        return known;
    }

    /** Without the texts: they may hold secrets. */
    @Override
    public String toString() {
        return "Inventory[" + root + ", " + files.size() + " Compose files]";
    }
}
