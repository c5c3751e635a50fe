package dev.gantry.fleet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The labels of one host: the fleet's, then the host's own, then {@code --label}, a later one
 * winning; facts only where nobody declares them.
 */
record HostLabels(SequencedMap<String, String> labels) {

    static HostLabels of(
            Fleet fleet, Host host, Map<String, String> facts, Map<String, String> arguments) {
        SequencedMap<String, String> labels = new LinkedHashMap<>(facts);
        labels.putAll(fleet.labels());
        labels.putAll(host.labels());
        labels.putAll(arguments);
        return new HostLabels(labels);
    }

    /** Whether the host has each of the labels with one of its values. */
    boolean match(SequencedMap<String, List<String>> wanted) {
        return wanted.entrySet().stream()
                .allMatch(one -> one.getValue().contains(labels.getOrDefault(one.getKey(), "")));
    }

    boolean hold(Condition condition, Environment environment) {
        return match(condition.labels())
                && condition.set().stream().noneMatch(name -> environment.value(name).isEmpty());
    }
}
