package dev.gantry.engine;

import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** One container of a {@link FakeEngine}, guarded by the engine's lock. */
final class FakeContainer {
    final String id;
    final String imageId;
    final MapNode body;
    final long created;
    final List<FakeMount> mounts;
    private final SequencedMap<String, String> labels;

    /** Network name to the endpoint's settings, as they were given. */
    final SequencedMap<String, MapNode> endpoints = new LinkedHashMap<>();

    /** Network name to the id that it had at the last start: the container does not forget it. */
    final Map<String, String> attached = new LinkedHashMap<>();

    final List<LogStream.Line> log = new ArrayList<>();
    final List<Copied> copied = new ArrayList<>();

    /** Prepared and started processes, by id. */
    final Map<String, FakeShell> execs = new LinkedHashMap<>();

    String name;
    String state = "created";
    String health = "";
    int exitCode;
    int looks;

    /** One mount; anonymous volumes have the name that the engine gave them. */
    record FakeMount(String type, String name, String source, String target, boolean anonymous) {}

    FakeContainer(
            String id,
            String name,
            String imageId,
            MapNode body,
            List<FakeMount> mounts,
            long created) {
        this.id = id;
        this.name = name;
        this.imageId = imageId;
        this.body = body;
        this.labels = Fields.of(body).pairs("Labels");
        this.mounts = mounts;
        this.created = created;
    }

    boolean running() {
        return state.equals("running") || state.equals("paused");
    }

    void start(FakeBehaviour behaviour) {
        state = "running";
        looks = 0;
        exitCode = 0;
        health =
                switch (behaviour) {
                    case FakeBehaviour.HealthyAfter _,
                            FakeBehaviour.UnhealthyAfter _,
                            FakeBehaviour.NeverHealthy _ ->
                            "starting";
                    case FakeBehaviour.ExitsAfter _, FakeBehaviour.Runs _ -> "";
                };
    }

    void exit(int code) {
        state = "exited";
        exitCode = code;
        health = health.isEmpty() ? "" : "unhealthy";
    }

    SequencedMap<String, String> labels() {
        return new LinkedHashMap<>(labels);
    }

    String image() {
        return Fields.of(body).text("Image");
    }

    List<String> environment() {
        return Fields.of(body).texts("Env");
    }

    String directory() {
        return Fields.of(body).text("WorkingDir");
    }

    boolean terminal() {
        return Fields.of(body).flag("Tty");
    }

    boolean checked() {
        List<String> test = Fields.of(body).map("Healthcheck").texts("Test");
        return !test.isEmpty() && !test.getFirst().equals("NONE");
    }

    boolean matches(List<String> wanted) {
        return wanted.stream()
                .allMatch(label -> {
                    int equals = label.indexOf('=');
                    return equals < 0
                            ? labels.containsKey(label)
                            : label.substring(equals + 1)
                                    .equals(labels.get(label.substring(0, equals)));
                });
    }

    ContainerSummary summary(SequencedMap<String, String> networkIds) {
        return new ContainerSummary(
                id,
                name,
                image(),
                imageId,
                String.join(" ", command()),
                state,
                status(),
                created,
                ports(),
                labels(),
                networkIds,
                mounts.stream()
                        .map(mount ->
                                new ContainerSummary.MountPoint(
                                        mount.type, mount.name, mount.source, mount.target))
                        .toList());
    }

    List<String> command() {
        Fields fields = Fields.of(body);
        List<String> command = new ArrayList<>(fields.texts("Entrypoint"));
        command.addAll(fields.texts("Cmd"));
        return command;
    }

    private String status() {
        return switch (state) {
            case "created" -> "Created";
            case "exited" -> "Exited (" + exitCode + ") 3 seconds ago";
            case "paused" -> "Up 3 seconds (Paused)";
            default -> {
                String shown = health.equals("starting") ? "health: starting" : health;
                yield shown.isEmpty() ? "Up 3 seconds" : "Up 3 seconds (" + shown + ")";
            }
        };
    }

    private List<ContainerSummary.PortBinding> ports() {
        List<ContainerSummary.PortBinding> ports = new ArrayList<>();
        Fields bindings = Fields.of(body).map("HostConfig").map("PortBindings");
        for (String port : running() ? bindings.node().keys() : List.<String>of()) {
            int slash = port.indexOf('/');
            int inside = Integer.parseInt(slash < 0 ? port : port.substring(0, slash));
            String protocol = slash < 0 ? "tcp" : port.substring(slash + 1);
            for (Fields binding : bindings.maps(port)) {
                String host = binding.text("HostPort");
                int outside = host.isEmpty() ? 32768 + ports.size() : Integer.parseInt(host);
                String ip = binding.text("HostIp");
                ports.add(
                        new ContainerSummary.PortBinding(
                                ip.isEmpty() ? "0.0.0.0" : ip, inside, outside, protocol));
            }
        }
        return ports;
    }

    MapNode inspection(SequencedMap<String, String> networkIds) {
        List<String> command = command();
        return Json.object()
                .put("Id", Json.of(id))
                .put("Created", Json.of(Instant.ofEpochSecond(created).toString()))
                .put("Path", Json.of(command.isEmpty() ? "" : command.getFirst()))
                .put("State", stateNode())
                .put("Image", Json.of(imageId))
                .put("Name", Json.of("/" + name))
                .put("RestartCount", Json.of(0))
                .put("HostConfig", Fields.of(body).map("HostConfig").node())
                .put("Mounts", Json.array(mounts.stream().map(FakeContainer::mountNode).toList()))
                .put("Config", body.without("HostConfig").without("NetworkingConfig"))
                .put(
                        "NetworkSettings",
                        Json.object().put("Networks", networksNode(networkIds)).build())
                .build();
    }

    private MapNode stateNode() {
        MapNode.Builder node =
                Json.object()
                        .put("Status", Json.of(state))
                        .put("Running", Json.of(running()))
                        .put("Paused", Json.of(state.equals("paused")))
                        .put("Restarting", Json.of(false))
                        .put("OOMKilled", Json.of(false))
                        .put("Dead", Json.of(false))
                        .put("ExitCode", Json.of(exitCode))
                        .put("Error", Json.of(""));
        if (!health.isEmpty()) {
            node.put(
                    "Health",
                    Json.object()
                            .put("Status", Json.of(health))
                            .put("FailingStreak", Json.of(health.equals("unhealthy") ? 3 : 0))
                            .put("Log", Json.array(List.of()))
                            .build());
        }
        return node.build();
    }

    private static Node mountNode(FakeMount mount) {
        return Json.object()
                .put("Type", Json.of(mount.type))
                .put("Name", Json.of(mount.name))
                .put("Source", Json.of(mount.source))
                .put("Destination", Json.of(mount.target))
                .build();
    }

    private MapNode networksNode(SequencedMap<String, String> networkIds) {
        MapNode.Builder networks = Json.object();
        endpoints.forEach((network, endpoint) ->
                networks.put(
                        network,
                        endpoint.with("NetworkID", Json.of(networkIds.getOrDefault(network, "")))));
        return networks.build();
    }
}
