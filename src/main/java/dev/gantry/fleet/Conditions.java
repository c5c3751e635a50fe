package dev.gantry.fleet;

import dev.gantry.diag.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Whether conditions hold for deployments, and why not. */
public record Conditions(Fleet fleet, FleetInputs inputs) {

    /** What speaks against the condition; nothing where it holds. */
    public Optional<String> against(Deployment deployment, Condition condition) {
        Host host = deployment.host();
        SequencedMap<String, String> facts =
                inputs.facts().getOrDefault(host.name(), new LinkedHashMap<>());
        HostLabels labels = HostLabels.of(fleet, host, facts, inputs.labels());
        for (Map.Entry<String, List<String>> one : condition.labels().entrySet()) {
            String value = labels.labels().getOrDefault(one.getKey(), "");
            if (!one.getValue().contains(value)) {
                return Optional.of(
                        one.getKey()
                                + (value.isEmpty() ? " is not known" : " is " + value)
                                + ", "
                                + String.join(" or ", one.getValue())
                                + " is wanted");
            }
        }
        return unset(deployment, condition.set());
    }

    private Optional<String> unset(Deployment deployment, List<String> names) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        Problems problems = new Problems();
        Environment environment =
                new EnvironmentReader(fleet, inputs, problems)
                        .read(deployment.stack(), deployment.host());
        problems.throwIfErrors();
        return names.stream()
                .filter(name -> environment.value(name).isEmpty())
                .findFirst()
                .map(name -> "variable " + name + " has no value");
    }
}
