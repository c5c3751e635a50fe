package dev.gantry.fleet;

import dev.gantry.compose.model.Project;

/** One stack on one host: the unit of planning. */
public record Deployment(Stack stack, Host host, Project project) {

    /** {@code stack@host}. */
    public String id() {
        return stack.name() + "@" + host.name();
    }
}
