package dev.gantry.cli;

import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.SequencedMap;
import java.util.Set;

/** {@code --scale}: other numbers of containers than the files say. */
final class Scaling {
    private Scaling() {}

    static Desired apply(Desired desired, SequencedMap<String, Integer> scales) {
        if (scales.isEmpty()) {
            return desired;
        }
        requireKnown(desired, scales);
        return new Desired(
                desired.fleet(),
                desired.deployments().stream().map(one -> scaled(one, scales)).toList(),
                desired.warnings());
    }

    private static void requireKnown(Desired desired, SequencedMap<String, Integer> scales) {
        Set<String> known = new LinkedHashSet<>();
        desired.deployments().forEach(one -> known.addAll(one.project().services().keySet()));
        for (String service : scales.keySet()) {
            Operands.requireKnown("service", service, known);
        }
    }

    private static Deployment scaled(Deployment one, SequencedMap<String, Integer> scales) {
        Project project = one.project();
        SequencedMap<String, Service> services = new LinkedHashMap<>(project.services());
        scales.forEach((name, number) ->
                services.computeIfPresent(name, (key, service) -> service.withScale(number)));
        return new Deployment(one.stack(), one.host(), project.withServices(services));
    }
}
