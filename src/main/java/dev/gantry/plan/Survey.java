package dev.gantry.plan;

import dev.gantry.compose.model.Mount;
import dev.gantry.compose.model.Service;
import dev.gantry.diag.Problem;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.StartTimeout;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * What bringing up one deployment takes, before any order between deployments.
 *
 * @param services after those that they depend on
 * @param supplies service to how it gets its image, where it needs another one
 * @param orphans containers of the project that no service has any more, where they are to go
 * @param displaced predecessors, and variants that are not on any more; they are to go
 * @param obstacles why it cannot be brought up; empty when it can
 */
record Survey(
        Deployment deployment,
        HostView host,
        SequencedMap<String, Verdict.OfNetwork> networks,
        SequencedMap<String, Verdict.OfVolume> volumes,
        List<Verdict.OfService> services,
        Map<String, PullRule.Supply> supplies,
        List<Observed.Container> orphans,
        List<Displaced> displaced,
        List<String> obstacles,
        List<Problem> notices) {

    Wants.Key key(String service) {
        return new Wants.Key(deployment.id(), service);
    }

    /** How long a start of the service may take; zero for as long as usual. */
    Duration startTimeout(Verdict.OfService verdict) {
        StartTimeout asked = deployment.stack().startTimeout();
        boolean first = verdict.containers().isEmpty() && hasNothing(verdict.service());
        return first ? asked.first() : asked.later();
    }

    private boolean hasNothing(Service service) {
        List<Verdict.OfVolume> named =
                service.mounts().stream()
                        .filter(mount -> mount.type() == Mount.Type.VOLUME)
                        .map(mount -> volumes.get(mount.source()))
                        .filter(Objects::nonNull)
                        .toList();
        return named.isEmpty() || named.stream().anyMatch(Verdict.OfVolume::makes);
    }
}
