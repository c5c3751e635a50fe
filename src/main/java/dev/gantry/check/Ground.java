package dev.gantry.check;

import dev.gantry.compose.model.Service;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import java.util.ArrayList;
import java.util.List;

/**
 * What checks look at.
 *
 * @param whole whether these are all deployments of the fleet with all their services: only then
 *     does it mean anything that something is not there
 * @param subjects every service of every deployment
 */
record Ground(Desired desired, boolean whole, List<Subject> subjects, Names names) {

    static Ground of(Desired desired, boolean whole) {
        List<Subject> subjects = new ArrayList<>();
        for (Deployment deployment : desired.deployments()) {
            for (Service service : deployment.project().services().values()) {
                subjects.add(new Subject(deployment, service));
            }
        }
        return new Ground(desired, whole, subjects, Names.of(subjects));
    }

    /** Whether there is a fleet file, which is to say everything. */
    boolean isFleet() {
        return !desired.fleet().file().isEmpty();
    }
}
