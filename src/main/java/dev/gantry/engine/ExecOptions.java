package dev.gantry.engine;

import java.util.List;

/**
 * A process to run in a container that runs.
 *
 * @param environment {@code KEY=VALUE}
 * @param user empty for the container's own; {@code directory} alike
 * @param terminal whether it gets one
 * @param input whether something will be typed
 * @param detachKeys what the engine is to take for the wish to detach; empty for its usual ones
 */
public record ExecOptions(
        List<String> command,
        List<String> environment,
        String user,
        String directory,
        boolean privileged,
        boolean terminal,
        boolean input,
        String detachKeys) {}
