package dev.gantry.plan;

import dev.gantry.diag.Problem;
import dev.gantry.fleet.Deployment;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What bringing up one deployment takes, before any order between deployments.
 *
 * @param services after those that they depend on
 * @param supplies service to how it gets its image, where it needs another one
 * @param orphans containers of the project that no service has any more, where they are to go
 * @param predecessors containers of projects that the stack was part of before; they are to go
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
        List<Observed.Container> predecessors,
        List<String> obstacles,
        List<Problem> notices) {

    Wants.Key key(String service) {
        return new Wants.Key(deployment.id(), service);
    }
}
