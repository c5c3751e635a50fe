package dev.gantry.engine;

import java.util.List;

/**
 * A process to run in a container that runs.
 *
 * @param environment {@code KEY=VALUE}
 * @param user empty for the container's own; {@code directory} alike
 * @param terminal whether it gets one
 * @param input whether something will be typed
 */
public record ExecOptions(
        List<String> command,
        List<String> environment,
        String user,
        String directory,
        boolean privileged,
        boolean terminal,
        boolean input) {}
