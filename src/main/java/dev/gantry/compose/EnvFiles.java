package dev.gantry.compose;

import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.ScalarNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Reads env files of a project, {@code .env} and those of {@code --env-file}. */
final class EnvFiles {
    private EnvFiles() {}

    /**
     * The variables of all files, each where it is written; a later file wins.
     *
     * @param outside what values may refer to
     * @param at where the files are named
     */
    static SequencedMap<String, ScalarNode> read(
            List<String> files, Map<String, String> outside, Location at, Problems problems) {
        SequencedMap<String, ScalarNode> variables = new LinkedHashMap<>();
        for (String file : files) {
            DotEnv.Source source = new DotEnv.Source(file, at);
            String text = text(file, at, problems);
            variables.putAll(DotEnv.parse(text, source, texts(variables), outside, problems));
        }
        return variables;
    }

    /** The values alone. */
    static Map<String, String> texts(Map<String, ScalarNode> variables) {
        Map<String, String> texts = new LinkedHashMap<>();
        variables.forEach((name, value) -> texts.put(name, value.text()));
        return texts;
    }

    private static String text(String file, Location at, Problems problems) {
        return new EnvFileText(file, at)
                .read(
                        PathText.file(file),
                        "couldn't find env file: " + file,
                        "create it, or take it out of the list",
                        problems);
    }
}
