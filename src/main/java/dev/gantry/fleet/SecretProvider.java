package dev.gantry.fleet;

import dev.gantry.diag.Location;
import dev.gantry.doc.Node;

/**
 * One entry of {@code secrets}.
 *
 * @param kind {@code infisical}, {@code vault} or {@code env_file}
 */
public record SecretProvider(String kind, Node settings, Location location) {}
