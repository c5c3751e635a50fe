package dev.gantry.engine;

import java.util.List;

/**
 * The processes of a container, as the host's {@code ps} tells them.
 *
 * @param titles of the columns; {@code rows} have as many cells
 */
public record ProcessTable(List<String> titles, List<List<String>> rows) {}
