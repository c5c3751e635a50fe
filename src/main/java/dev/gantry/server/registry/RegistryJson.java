package dev.gantry.server.registry;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Problems;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;

/**
 * The registry as the API, {@code gantry node add -f} and {@code --json} write it. Written is every
 * field, numbers that are not known as null; read may be less:
 *
 * <pre>
 * node     {name, address, labels: {}, devices: {NAME: SLOTS}, draining, services: [service]}
 * service  {name, kind, capabilities: [], port, tls, path, probe, models: [], aliases: {ALIAS: MODEL},
 *           slots, weight, device, token_variable}
 * key      {id, name, role, disabled, models: [], lanes: [], requests_per_minute, tokens_per_minute,
 *           created}
 * event    {id, at, server, kind, subject, text}
 * snapshot {revision, nodes: [node], keys: [key]}
 * </pre>
 *
 * <p>Times are RFC 3339. A key's hash is in none of them.
 */
public final class RegistryJson {
    private RegistryJson() {}

    public static MapNode of(Snapshot snapshot) {
        List<MapNode> keys =
                snapshot.keys().values().stream()
                        .sorted(Comparator.comparing(ApiKey::name))
                        .map(RegistryJson::of)
                        .toList();
        return Json.object()
                .put("revision", Json.of(snapshot.revision()))
                .put("nodes", Json.array(snapshot.nodes().stream().map(RegistryJson::of).toList()))
                .put("keys", Json.array(keys))
                .build();
    }

    public static MapNode of(InferenceNode node) {
        return Json.object()
                .put("name", Json.of(node.name()))
                .put("address", Json.of(node.address()))
                .put("labels", Json.strings(node.labels()))
                .put("devices", counts(node.devices()))
                .put("draining", Json.of(node.draining()))
                .put(
                        "services",
                        Json.array(node.services().stream().map(RegistryJson::of).toList()))
                .build();
    }

    public static MapNode of(InferenceService service) {
        return Json.object()
                .put("name", Json.of(service.name()))
                .put("kind", Json.of(service.kind().word()))
                .put("capabilities", capabilities(service))
                .put("port", Json.of(service.port()))
                .put("tls", Json.of(service.tls()))
                .put("path", Json.of(service.path()))
                .put("probe", Json.of(service.probe()))
                .put("models", Json.strings(service.models()))
                .put("aliases", Json.strings(service.aliases()))
                .put("slots", number(service.slots()))
                .put("weight", Json.of(service.weight()))
                .put("device", Json.of(service.device()))
                .put("token_variable", Json.of(service.tokenVariable()))
                .build();
    }

    public static MapNode of(ApiKey key) {
        return Json.object()
                .put("id", Json.of(key.id()))
                .put("name", Json.of(key.name()))
                .put("role", Json.of(key.role().word()))
                .put("disabled", Json.of(key.disabled()))
                .put("models", Json.strings(key.models()))
                .put("lanes", Json.strings(key.lanes()))
                .put("requests_per_minute", number(key.requestsPerMinute()))
                .put("tokens_per_minute", number(key.tokensPerMinute()))
                .put("created", Json.of(key.created().toString()))
                .build();
    }

    public static MapNode of(RegistryEvent event) {
        return Json.object()
                .put("id", Json.of(event.id()))
                .put("at", Json.of(event.at().toString()))
                .put("server", Json.of(event.server()))
                .put("kind", Json.of(event.kind()))
                .put("subject", Json.of(event.subject()))
                .put("text", Json.of(event.text()))
                .build();
    }

    /**
     * What a person says about a node. What is left out is as the kinds of its services have it:
     * capabilities, ports; a weight is 1 then.
     *
     * @throws InputException with everything that is wrong
     */
    public static InferenceNode node(Node json) {
        Problems problems = new Problems();
        InferenceNode node = new NodeReader(problems).node(json);
        problems.throwIfErrors();
        return node;
    }

    /**
     * What a person says about a key; {@code id} and {@code created} are no concern of theirs.
     *
     * @throws InputException with everything that is wrong
     */
    public static ApiKey key(Node json, String id, Instant created) {
        Problems problems = new Problems();
        ApiKey key = new KeyReader(problems).key(json, id, created);
        problems.throwIfErrors();
        return key;
    }

    private static Node capabilities(InferenceService service) {
        return Json.strings(
                service.capabilities().stream().sorted().map(Capability::word).toList());
    }

    private static Node counts(SequencedMap<String, Integer> counts) {
        MapNode.Builder builder = Json.object();
        for (Map.Entry<String, Integer> one : counts.entrySet()) {
            builder.put(one.getKey(), Json.of((long) one.getValue()));
        }
        return builder.build();
    }

    private static Node number(OptionalInt number) {
        return number.isPresent() ? Json.of(number.getAsInt()) : Json.nil();
    }
}
