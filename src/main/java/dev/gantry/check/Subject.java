package dev.gantry.check;

import dev.gantry.compose.model.Service;
import dev.gantry.fleet.Deployment;

/** A service of one deployment. */
record Subject(Deployment deployment, Service service) {

    /** {@code stack/service}. */
    String who() {
        return deployment.stack().name() + "/" + service.name();
    }

    String host() {
        return deployment.host().name();
    }

    boolean isWith(Subject other) {
        return deployment.id().equals(other.deployment.id());
    }
}
