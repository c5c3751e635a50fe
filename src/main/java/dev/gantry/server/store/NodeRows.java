package dev.gantry.server.store;

import dev.gantry.diag.OperationException;
import dev.gantry.server.registry.Capability;
import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.InferenceService;
import dev.gantry.server.registry.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Nodes, with their services, as rows. */
record NodeRows(Sql sql) {

    /** What rows of a service belong to. */
    private record Place(String node, String service) {
        static Place of(ResultSet row) throws SQLException {
            return new Place(row.getString("node"), row.getString("service"));
        }
    }

    /** The lists of all services. */
    private record Lists(
            Map<Place, List<String>> capabilities,
            Map<Place, List<String>> models,
            Map<Place, List<Map.Entry<String, String>>> aliases) {}

    /** By name. */
    List<InferenceNode> all() throws SQLException {
        Map<String, List<Map.Entry<String, String>>> labels =
                sql.grouped(
                        "SELECT node, name, value FROM node_label ORDER BY node, position",
                        row -> row.getString("node"),
                        row -> Map.entry(row.getString("name"), row.getString("value")));
        Map<String, List<Map.Entry<String, Integer>>> devices =
                sql.grouped(
                        "SELECT node, name, slots FROM node_device ORDER BY node, position",
                        row -> row.getString("node"),
                        row -> Map.entry(row.getString("name"), row.getInt("slots")));
        Map<String, List<InferenceService>> services = services();
        return sql
                .rows(
                        "SELECT name, address, draining FROM inference_node",
                        row -> {
                            String name = row.getString("name");
                            return new InferenceNode(
                                    name,
                                    row.getString("address"),
                                    map(labels.getOrDefault(name, List.of())),
                                    map(devices.getOrDefault(name, List.of())),
                                    row.getBoolean("draining"),
                                    services.getOrDefault(name, List.of()));
                        })
                .stream()
                .sorted(Comparator.comparing(InferenceNode::name))
                .toList();
    }

    private Map<String, List<InferenceService>> services() throws SQLException {
        Lists lists =
                new Lists(
                        texts("service_capability", "capability"),
                        texts("service_model", "model"),
                        sql.grouped(
                                "SELECT node, service, alias, model FROM service_alias"
                                        + " ORDER BY node, service, position",
                                Place::of,
                                row -> Map.entry(row.getString("alias"), row.getString("model"))));
        return sql.grouped(
                "SELECT * FROM inference_service ORDER BY node, position",
                row -> row.getString("node"),
                row -> service(row, lists));
    }

    private Map<Place, List<String>> texts(String table, String column) throws SQLException {
        return sql.grouped(
                "SELECT node, service, %s FROM %s ORDER BY node, service, position"
                        .formatted(column, table),
                Place::of,
                row -> row.getString(column));
    }

    private static InferenceService service(ResultSet row, Lists lists) throws SQLException {
        Place place = new Place(row.getString("node"), row.getString("name"));
        String kind = row.getString("kind");
        return new InferenceService(
                place.service(),
                Kind.parse(kind).orElseThrow(() -> unknown("kind", kind)),
                lists.capabilities().getOrDefault(place, List.of()).stream()
                        .map(word ->
                                Capability.parse(word)
                                        .orElseThrow(() -> unknown("capability", word)))
                        .collect(Collectors.toUnmodifiableSet()),
                row.getInt("port"),
                row.getBoolean("tls"),
                row.getString("path"),
                row.getString("probe"),
                lists.models().getOrDefault(place, List.of()),
                map(lists.aliases().getOrDefault(place, List.of())),
                Sql.number(row, "slots"),
                row.getDouble("weight"),
                row.getString("device"),
                row.getString("token_variable"));
    }

    private static OperationException unknown(String what, String word) {
        return new OperationException(
                "the registry has the " + what + " \"" + word + "\", which this version lacks",
                "a newer Gantry wrote it: run that version here, too");
    }

    private static <T> SequencedMap<String, T> map(List<Map.Entry<String, T>> entries) {
        SequencedMap<String, T> map = new LinkedHashMap<>();
        entries.forEach(one -> map.put(one.getKey(), one.getValue()));
        return map;
    }

    boolean remove(String name) throws SQLException {
        return sql.change("DELETE FROM inference_node WHERE name = ?", name) > 0;
    }

    void add(InferenceNode node) throws SQLException {
        sql.change(
                "INSERT INTO inference_node (name, address, draining) VALUES (?, ?, ?)",
                node.name(),
                node.address(),
                node.draining());
        int position = 0;
        for (Map.Entry<String, String> label : node.labels().entrySet()) {
            sql.change(
                    "INSERT INTO node_label (node, position, name, value) VALUES (?, ?, ?, ?)",
                    node.name(),
                    position++,
                    label.getKey(),
                    label.getValue());
        }
        position = 0;
        for (Map.Entry<String, Integer> device : node.devices().entrySet()) {
            sql.change(
                    "INSERT INTO node_device (node, position, name, slots) VALUES (?, ?, ?, ?)",
                    node.name(),
                    position++,
                    device.getKey(),
                    device.getValue());
        }
        position = 0;
        for (InferenceService service : node.services()) {
            add(node.name(), position++, service);
        }
    }

    private void add(String node, int position, InferenceService service) throws SQLException {
        sql.change(
                "INSERT INTO inference_service (node, name, position, kind, port, tls, path, probe,"
                        + " slots, weight, device, token_variable)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                node,
                service.name(),
                position,
                service.kind().word(),
                service.port(),
                service.tls(),
                service.path(),
                service.probe(),
                service.slots(),
                service.weight(),
                service.device(),
                service.tokenVariable());
        List<String> words =
                service.capabilities().stream().sorted().map(Capability::word).toList();
        addTexts(new Place(node, service.name()), "service_capability", "capability", words);
        addTexts(new Place(node, service.name()), "service_model", "model", service.models());
        addAliases(node, service);
    }

    private void addTexts(Place place, String table, String column, List<String> texts)
            throws SQLException {
        String statement =
                "INSERT INTO %s (node, service, position, %s) VALUES (?, ?, ?, ?)"
                        .formatted(table, column);
        int position = 0;
        for (String text : texts) {
            sql.change(statement, place.node(), place.service(), position++, text);
        }
    }

    private void addAliases(String node, InferenceService service) throws SQLException {
        int position = 0;
        for (Map.Entry<String, String> alias : service.aliases().entrySet()) {
            sql.change(
                    "INSERT INTO service_alias (node, service, position, alias, model)"
                            + " VALUES (?, ?, ?, ?, ?)",
                    node,
                    service.name(),
                    position++,
                    alias.getKey(),
                    alias.getValue());
        }
    }
}
