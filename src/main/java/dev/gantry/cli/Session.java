package dev.gantry.cli;

import java.nio.file.Path;

/**
 * What a command works with.
 *
 * @param directory the working directory, {@code -C} applied
 * @param hosts opens connections to engines
 */
record Session(Invocation invocation, Path directory, Arguments arguments, Console console) {}
