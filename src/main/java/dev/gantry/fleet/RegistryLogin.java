package dev.gantry.fleet;

import dev.gantry.diag.Location;

/**
 * Who logs in at a registry, by the names of variables; values stand nowhere in a fleet file.
 *
 * @param registry its host, with the port where there is one; {@code docker.io} for Docker Hub
 * @param username empty where a variable has it
 * @param usernameVariable empty where the name is written
 */
public record RegistryLogin(
        String registry,
        String username,
        String usernameVariable,
        String passwordVariable,
        Location location) {

    /** {@code registries} of a fleet file. */
    static RegistryLogin read(String registry, Shape shape) {
        shape.allowing(ProviderKeys.REGISTRY).requiring(ProviderKeys.REGISTRY);
        if (shape.has("username") == shape.has("username_variable")) {
            shape.problems()
                    .error(
                            shape.node().location(),
                            shape.what() + ": wants either username or username_variable",
                            "username: ci");
        }
        return new RegistryLogin(
                registry,
                shape.text("username"),
                shape.text("username_variable"),
                shape.text("password_variable"),
                shape.node().location());
    }
}
