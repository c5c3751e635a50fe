package dev.gantry.plan;

import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Need;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Finds the deployments that cannot be brought up, and those that need them. */
final class Blocking {
    private final List<Deployment> deployments;
    private final SequencedMap<String, String> reasons = new LinkedHashMap<>();

    /**
     * @param deployments those that others need come first
     */
    Blocking(List<Deployment> deployments) {
        this.deployments = deployments;
    }

    void block(Deployment deployment, String reason) {
        reasons.putIfAbsent(deployment.id(), reason);
    }

    /** Deployment to the reason, in the order of the deployments. */
    SequencedMap<String, String> reasons() {
        SequencedMap<String, String> all = new LinkedHashMap<>();
        for (Deployment one : deployments) {
            String reason = reasons.getOrDefault(one.id(), neededBlocked(one, all));
            if (!reason.isEmpty()) {
                all.put(one.id(), reason);
            }
        }
        return all;
    }

    private String neededBlocked(Deployment one, SequencedMap<String, String> blocked) {
        for (Need need : one.stack().needs()) {
            for (Deployment other : deployments) {
                if (other.stack().name().equals(need.stack()) && blocked.containsKey(other.id())) {
                    return "it needs " + other.id() + ", which cannot be brought up";
                }
            }
        }
        return "";
    }
}
