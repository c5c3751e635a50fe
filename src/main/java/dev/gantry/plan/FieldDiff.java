package dev.gantry.plan;

import dev.gantry.compose.model.Network;
import dev.gantry.compose.model.Port;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import dev.gantry.doc.Fields;
import dev.gantry.doc.MapNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeSet;

/**
 * Names the fields in which a container differs from its service. Compares what an inspection shows
 * ({@code GET /containers/{id}/json}); what it cannot tell from the image's own settings it leaves
 * out, so that the answer may be empty, but is never wrong.
 *
 * <p>Values are shown only where they hold no secrets: images, ports, mounts, networks, the restart
 * policy. Of the environment, of labels and of commands only the name is told.
 */
final class FieldDiff {
    private final Project project;
    private final Service service;
    private final Fields canonical;
    private final Fields container;
    private final Fields config;
    private final Fields hostConfig;
    private final List<Cause.Change> changes = new ArrayList<>();

    private FieldDiff(Project project, Service service, MapNode inspection) {
        this.project = project;
        this.service = service;
        this.canonical = Fields.of(service.canonical());
        this.container = Fields.of(inspection);
        this.config = container.map("Config");
        this.hostConfig = container.map("HostConfig");
    }

    /**
     * @param inspection the engine's description; an empty one gives no changes
     */
    static List<Cause.Change> between(Project project, Service service, MapNode inspection) {
        if (inspection.isEmpty()) {
            return List.of();
        }
        FieldDiff diff = new FieldDiff(project, service, inspection);
        diff.compare();
        return List.copyOf(diff.changes);
    }

    /** {@code image changed}, {@code environment, ports changed}. */
    static String inWords(List<Cause.Change> changes) {
        SequencedSet<String> fields = new LinkedHashSet<>();
        for (Cause.Change change : changes) {
            int dot = change.field().indexOf('.');
            fields.add(dot < 0 ? change.field() : change.field().substring(0, dot));
        }
        return String.join(", ", fields) + " changed";
    }

    private void compare() {
        shown("image", config.text("Image"), service.image());
        list("command", "Cmd");
        list("entrypoint", "Entrypoint");
        environment();
        names("labels", config.pairs("Labels"), service.labels());
        set("ports", actualPorts(), desiredPorts());
        mounts();
        networks();
        text("user", "User");
        text("working_dir", "WorkingDir");
        text("hostname", "Hostname");
        healthCheck();
        String restart = hostConfig.map("RestartPolicy").text("Name");
        shown("restart", orNo(restart), orNo(policy(canonical.text("restart"))));
        flag("privileged", hostConfig.flag("Privileged"));
        flag("read_only", hostConfig.flag("ReadonlyRootfs"));
        flag("tty", config.flag("Tty"));
    }

    private void shown(String field, String from, String to) {
        if (!from.equals(to)) {
            changes.add(new Cause.Change(field, from, to));
        }
    }

    private void hidden(String field) {
        changes.add(new Cause.Change(field, "", ""));
    }

    private void list(String key, String engineKey) {
        if (canonical.has(key) && !canonical.texts(key).equals(config.texts(engineKey))) {
            hidden(key);
        }
    }

    private void text(String key, String engineKey) {
        if (canonical.has(key) && !canonical.text(key).equals(config.text(engineKey))) {
            shown(key, config.text(engineKey), canonical.text(key));
        }
    }

    private void flag(String key, boolean actual) {
        if (canonical.flag(key) != actual) {
            shown(key, String.valueOf(actual), String.valueOf(!actual));
        }
    }

    private void environment() {
        SequencedMap<String, String> actual = new LinkedHashMap<>();
        for (String variable : config.texts("Env")) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                actual.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        names("environment", actual, service.environment());
    }

    /** Entries that are only in the container may be the image's. */
    private void names(String field, Map<String, String> actual, Map<String, String> desired) {
        for (String name : new TreeSet<>(desired.keySet())) {
            String before = actual.get(name);
            if (before == null) {
                changes.add(new Cause.Change(field + "." + name, "", "set"));
            } else if (!before.equals(desired.get(name))) {
                hidden(field + "." + name);
            }
        }
    }

    private void set(String field, SequencedSet<String> actual, SequencedSet<String> desired) {
        SequencedSet<String> gone = new TreeSet<>(actual);
        gone.removeAll(desired);
        SequencedSet<String> come = new TreeSet<>(desired);
        come.removeAll(actual);
        shown(field, String.join(", ", gone), String.join(", ", come));
    }

    private SequencedSet<String> actualPorts() {
        SequencedSet<String> ports = new TreeSet<>();
        Fields bindings = hostConfig.map("PortBindings");
        for (String target : bindings.node().keys()) {
            for (Fields binding : bindings.maps(target)) {
                ports.add(port(binding.text("HostIp"), binding.text("HostPort"), target));
            }
        }
        return ports;
    }

    private SequencedSet<String> desiredPorts() {
        SequencedSet<String> ports = new TreeSet<>();
        for (Port one : service.ports()) {
            ports.add(port(one.hostIp(), one.published(), one.target() + "/" + one.protocol()));
        }
        return ports;
    }

    private static String port(String ip, String published, String target) {
        return (ip.isEmpty() ? "" : ip + ":")
                + (published.isEmpty() || published.equals("0") ? "" : published + ":")
                + target;
    }

    private void mounts() {
        if (container.has("Mounts")) {
            set(
                    "volumes",
                    ContainerMounts.actual(service, container),
                    ContainerMounts.desired(
                            project,
                            service,
                            DeliveredFiles.paths(config.pairs("Labels")).keySet()));
        }
    }

    private void networks() {
        if (!service.networkMode().isEmpty()) {
            String actual = hostConfig.text("NetworkMode");
            boolean byId = actual.startsWith("container:") && service.networkMode().contains(":");
            shown("network_mode", byId ? service.networkMode() : actual, service.networkMode());
            return;
        }
        SequencedSet<String> desired = new TreeSet<>();
        for (String key : service.networks().keySet()) {
            Network network = project.networks().get(key);
            desired.add(network == null ? key : network.name());
        }
        if (!container.has("NetworkSettings")) {
            return;
        }
        Fields attached = container.map("NetworkSettings").map("Networks");
        set("networks", new TreeSet<>(attached.node().keys()), desired);
    }

    private void healthCheck() {
        List<String> desired = service.healthCheck().test();
        if (!desired.isEmpty() && !desired.equals(config.map("Healthcheck").texts("Test"))) {
            hidden("healthcheck.test");
        }
    }

    /** {@code on-failure:3} is the policy {@code on-failure} with a count. */
    private static String policy(String restart) {
        int colon = restart.indexOf(':');
        return colon < 0 ? restart : restart.substring(0, colon);
    }

    private static String orNo(String restart) {
        return restart.isEmpty() ? "no" : restart;
    }
}
