package dev.gantry.compose;

import dev.gantry.compose.model.Project;
import dev.gantry.diag.Problem;
import java.util.List;

/**
 * The end of loading.
 *
 * @param warnings in the order of finding: unset variables, obsolete keys …
 * @param notes what the project itself does not tell
 */
public record Loaded(Project project, List<Problem> warnings, Notes notes) {}
