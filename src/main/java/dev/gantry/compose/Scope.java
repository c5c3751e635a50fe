package dev.gantry.compose;

import dev.gantry.diag.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What loading a group of files goes by: the project's own, or those of one {@code include}.
 *
 * @param base the absolute directory in which file names of {@code include} and {@code extends} are
 *     looked up
 * @param directory what relative paths of the files become relative to: absolute for the project,
 *     relative to the including project for an include
 * @param variables for interpolation
 * @param including the files that led here by {@code include}
 * @param trace told what becomes of the files
 * @param notes told what they say, as far as checks want to know
 */
record Scope(
        String base,
        String directory,
        Map<String, String> variables,
        LoadOptions options,
        List<String> including,
        Problems problems,
        Trace trace,
        NoteBook notes) {

    /** For files that are loaded on the way. */
    Scope tracing(Trace inner) {
        return new Scope(base, directory, variables, options, including, problems, inner, notes);
    }

    Scope including(String file) {
        List<String> longer = new ArrayList<>(including);
        longer.add(file);
        return new Scope(base, directory, variables, options, longer, problems, trace, notes);
    }
}
