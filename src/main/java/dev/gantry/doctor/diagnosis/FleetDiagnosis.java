package dev.gantry.doctor.diagnosis;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** What only shows where hosts are beside one another. */
public final class FleetDiagnosis {
    private static final Duration APART = Duration.ofSeconds(2);

    private FleetDiagnosis() {}

    /** By host. */
    public static List<Finding> of(SequencedMap<String, HostFacts> hosts) {
        List<Finding> found = new ArrayList<>();
        SequencedMap<String, HostFacts.Answered> answered = new LinkedHashMap<>();
        hosts.forEach((name, facts) -> {
            if (facts instanceof HostFacts.Answered one) {
                answered.put(name, one);
            }
        });
        found.addAll(sameEngine(answered));
        found.addAll(clocks(answered));
        return found;
    }

    private static List<Finding> sameEngine(SequencedMap<String, HostFacts.Answered> hosts) {
        SequencedMap<String, List<String>> byId = new LinkedHashMap<>();
        hosts.forEach((name, facts) -> {
            String id = facts.info().text("ID");
            if (!id.isEmpty()) {
                byId.computeIfAbsent(id, _ -> new ArrayList<>()).add(name);
            }
        });
        return byId.values().stream()
                .filter(names -> names.size() > 1)
                .map(names ->
                        Finding.warning(
                                Topic.FLEET,
                                "hosts "
                                        + String.join(" and ", names)
                                        + " are the same engine: what one has, the other has",
                                "leave one out, or check their addresses (a machine that was cloned"
                                        + " has its engine's id too: remove /etc/docker/key.json or"
                                        + " engine-id there)"))
                .toList();
    }

    /** The two that are furthest apart; what one question and its answer took is forgiven. */
    private static List<Finding> clocks(SequencedMap<String, HostFacts.Answered> hosts) {
        SequencedMap<String, Duration> ahead = new LinkedHashMap<>();
        Duration doubt = Duration.ZERO;
        for (Map.Entry<String, HostFacts.Answered> host : hosts.entrySet()) {
            try {
                ahead.put(host.getKey(), EngineClock.ahead(host.getValue()));
                doubt = doubt.plus(host.getValue().took().dividedBy(2));
            } catch (DateTimeParseException _) {
                // told at the host
            }
        }
        List<Map.Entry<String, Duration>> sorted =
                ahead.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
        if (sorted.size() < 2) {
            return List.of();
        }
        Duration apart = sorted.getLast().getValue().minus(sorted.getFirst().getValue());
        return apart.minus(doubt).compareTo(APART) <= 0
                ? List.of()
                : List.of(
                        Finding.warning(
                                Topic.FLEET,
                                "the clocks of "
                                        + sorted.getFirst().getKey()
                                        + " and "
                                        + sorted.getLast().getKey()
                                        + " are "
                                        + EngineClock.amount(apart)
                                        + " apart",
                                "let both ask a time server: sudo timedatectl set-ntp true"));
    }
}
