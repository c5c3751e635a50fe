package dev.gantry.e2e;

import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import dev.gantry.plan.ComposeLabels;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A description by {@code docker inspect} without what differs from one creation to the next: ids,
 * times, subnets that the engine chose, and the order of what Docker Compose or the engine order at
 * random.
 *
 * @param names of the project's containers and networks, by id
 */
record Timeless(Map<String, String> names) {
    private static final int SHORT_ID = 12;
    private static final String MARK = "id of ";
    private static final String DEPENDS_ON = ComposeLabels.PREFIX + "depends_on";
    private static final Set<String> TIMES = Set.of("Created", "CreatedAt");
    private static final Set<String> ADDRESSES = Set.of("Subnet", "Gateway");
    private static final Pattern CHOSEN = Pattern.compile("(172|192\\.168)\\..*");
    private static final Pattern ID = Pattern.compile("(?<=^|/)[0-9a-f]{64}(?=$|/|-)");

    private static final Set<String> UNORDERED =
            Set.of(
                    "Env",
                    "Binds",
                    "Mounts",
                    "ExtraHosts",
                    "Ulimits",
                    "Aliases",
                    "DNSNames",
                    "Links");

    /** JSON text with the names of things in place of their ids. */
    String text(String json) {
        String text = json;
        for (Map.Entry<String, String> one : names.entrySet()) {
            text =
                    text.replace(one.getKey(), MARK + one.getValue())
                            .replace(one.getKey().substring(0, SHORT_ID), MARK + one.getValue());
        }
        return text;
    }

    MapNode of(MapNode inspection) {
        return (MapNode) of("", withoutHash(inspection));
    }

    /** Who shares with a container of the project has its id in the hash. */
    private static MapNode withoutHash(MapNode inspection) {
        boolean shares =
                inspection.get("HostConfig") instanceof MapNode host
                        && Stream.of("NetworkMode", "PidMode", "IpcMode", "VolumesFrom")
                                .flatMap(key -> host.find(key).stream())
                                .anyMatch(value -> JsonWriter.compact(value).contains(MARK));
        return shares
                        && inspection.get("Config") instanceof MapNode config
                        && config.get("Labels") instanceof MapNode labels
                ? inspection.with(
                        "Config",
                        config.with("Labels", labels.with(ComposeLabels.CONFIG_HASH, Json.of("…"))))
                : inspection;
    }

    private static Node of(String key, Node value) {
        return switch (value) {
            case MapNode map -> {
                MapNode.Builder builder = Json.object();
                map.entries().forEach((name, entry) -> builder.put(name, of(name, entry.value())));
                yield builder.build();
            }
            case ListNode list -> {
                Stream<Node> items = list.items().stream().map(item -> of("", item));
                Comparator<Node> byText = Comparator.comparing(JsonWriter::compact);
                yield Json.array((UNORDERED.contains(key) ? items.sorted(byText) : items).toList());
            }
            case ScalarNode scalar ->
                    scalar.isString() ? Json.of(text(key, scalar.text())) : scalar;
        };
    }

    private static String text(String key, String value) {
        if (TIMES.contains(key)) {
            return "time";
        }
        if (key.equals(DEPENDS_ON)) {
            return String.join(",", Stream.of(value.split(",")).sorted().toList());
        }
        if (key.equals(ComposeLabels.CONFIG_HASH)) {
            return value;
        }
        if (ADDRESSES.contains(key) && CHOSEN.matcher(value).matches()) {
            return "chosen by the engine";
        }
        return ID.matcher(value).replaceAll("id");
    }
}
