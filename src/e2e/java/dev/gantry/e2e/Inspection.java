package dev.gantry.e2e;

import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.lab.LabHost;
import dev.gantry.plan.ComposeLabels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * All that {@code docker inspect} says of a project, in the form of {@link Timeless}.
 *
 * @param parts {@code service NAME}, {@code network NAME} or {@code volume NAME}, to what is said
 *     of each of its objects, by the engine's name
 */
record Inspection(SequencedMap<String, MapNode> parts) {
    private static final List<String> KINDS = List.of("container", "network", "volume");

    static Inspection of(Scenario scenario, LabHost host, String project) {
        SequencedMap<String, String> documents = new LinkedHashMap<>();
        for (String kind : KINDS) {
            documents.put(kind, inspect(scenario, host, project, kind));
        }
        Map<String, String> names = new LinkedHashMap<>();
        documents.values().stream()
                .flatMap(text -> listOf(text).stream())
                .filter(one -> one.has("Id"))
                .forEach(one -> names.put(one.text("Id"), name(one)));
        return new Inspection(parts(documents, new Timeless(names)));
    }

    private static SequencedMap<String, MapNode> parts(
            SequencedMap<String, String> documents, Timeless timeless) {
        SequencedMap<String, MapNode.Builder> parts = new TreeMap<>();
        documents.forEach((kind, text) -> {
            for (Fields one : listOf(timeless.text(text))) {
                parts.computeIfAbsent(part(kind, one), key -> Json.object())
                        .put(name(one), timeless.of(one.node()));
            }
        });
        SequencedMap<String, MapNode> built = new LinkedHashMap<>();
        parts.forEach((part, objects) -> built.put(part, objects.build()));
        return built;
    }

    private static String inspect(Scenario scenario, LabHost host, String project, String kind) {
        List<String> words = new ArrayList<>(List.of(kind, "ls", "-q"));
        if (kind.equals("container")) {
            words.addAll(List.of("-a", "--no-trunc"));
        }
        words.addAll(List.of("--filter", "label=" + ComposeLabels.PROJECT + "=" + project));
        List<String> ids = scenario.docker(host, words.toArray(String[]::new)).lines().toList();
        List<String> all = new ArrayList<>(List.of(kind, "inspect"));
        all.addAll(ids);
        return ids.isEmpty() ? "[]" : scenario.docker(host, all.toArray(String[]::new));
    }

    private static List<Fields> listOf(String json) {
        ListNode all = (ListNode) JsonReader.read("inspect", json);
        return all.items().stream().map(Fields::of).toList();
    }

    private static String name(Fields inspection) {
        String name = inspection.text("Name");
        return name.startsWith("/") ? name.substring(1) : name;
    }

    private static String part(String kind, Fields inspection) {
        return switch (kind) {
            case "container" ->
                    "service " + inspection.map("Config").map("Labels").text(ComposeLabels.SERVICE);
            default -> kind + " " + name(inspection);
        };
    }
}
