package dev.gantry.fleet;

import dev.gantry.diag.Location;

/** A file of variables, relative to the fleet's directory. */
public record EnvFile(String path, boolean required, Location location) {}
