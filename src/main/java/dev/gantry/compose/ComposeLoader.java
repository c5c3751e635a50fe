package dev.gantry.compose;

import dev.gantry.diag.InputException;

/** Turns Compose files into a project, exactly as Docker Compose 2.40 does. */
public final class ComposeLoader {
    private ComposeLoader() {}

    /**
     * Loads one project.
     *
     * @throws InputException with all problems found, when Docker Compose would refuse the files
     */
    public static Loaded load(LoadRequest request) {
        throw new UnsupportedOperationException(request.toString());
    }
}
