package dev.gantry.doc;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What to do about the mistakes that people make in YAML. */
final class YamlAdvice {
    private YamlAdvice() {}

    static String of(MarkedYamlEngineException failure) {
        String problem = String.valueOf(failure.getProblem());
        if (problem.contains("TAB") || problem.contains("\\t")) {
            return "indent with spaces, not tabs";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "put a value that holds \": \" in quotes, or check the indentation";
        }
        if (problem.contains("expected <block end>")
                || problem.contains("could not find expected ':'")) {
            return "check the indentation of this line and the one before it";
        }
        if (problem.startsWith("expected ',' or ")) {
            String bracket = problem.contains("'}'") ? "{" : "[";
            return "put a comma between two entries, or close the "
                    + bracket
                    + failure.getContextMark()
                            .map(mark -> " of line " + (mark.getLine() + 1))
                            .orElse("");
        }
        if (problem.contains("unexpected end of stream")) {
            return "close the quote or bracket";
        }
        return problem.contains("cannot start any token") ? "put the value in quotes" : "";
    }
}
