package dev.gantry.compose;

import dev.gantry.compose.model.Attachment;
import dev.gantry.compose.model.Dependency;
import dev.gantry.compose.model.FileGrant;
import dev.gantry.compose.model.HealthCheck;
import dev.gantry.compose.model.Mount;
import dev.gantry.compose.model.Port;
import dev.gantry.compose.model.Readiness;
import dev.gantry.compose.model.Service;
import dev.gantry.doc.Fields;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Binds one service of the canonical tree; see {@link ProjectBinder}. */
record ServiceBinder(String name, String project, Fields fields) {
    private static final Duration STOP_GRACE = Duration.ofSeconds(10);
    private static final int READABLE = 0444;

    Service bind() {
        return new Service(
                name,
                fields.has("image") ? fields.text("image") : project + "-" + name,
                fields.has("build"),
                fields.text("platform"),
                pullPolicy(),
                fields.text("container_name"),
                scale(),
                dependencies(),
                healthCheck(),
                fields.text("network_mode"),
                attachments(),
                fields.maps("ports").stream().map(ServiceBinder::port).toList(),
                fields.maps("volumes").stream().map(ServiceBinder::mount).toList(),
                grants("configs", "/"),
                grants("secrets", "/run/secrets/"),
                fields.pairs("environment"),
                fields.pairs("labels"),
                fields.has("stop_grace_period")
                        ? Durations.parse(fields.text("stop_grace_period"))
                        : STOP_GRACE,
                fields.node());
    }

    /**
     * Periods such as {@code every_12h} are of the daily kind: the image is fetched when it is
     * older.
     */
    private Service.PullPolicy pullPolicy() {
        return switch (fields.text("pull_policy")) {
            case "always" -> Service.PullPolicy.ALWAYS;
            case "never" -> Service.PullPolicy.NEVER;
            case "daily" -> Service.PullPolicy.DAILY;
            case "weekly" -> Service.PullPolicy.WEEKLY;
            default -> Service.PullPolicy.MISSING;
        };
    }

    private int scale() {
        int replicas = fields.map("deploy").integer("replicas", 1);
        return fields.integer("scale", replicas);
    }

    private List<Dependency> dependencies() {
        List<Dependency> dependencies = new ArrayList<>();
        for (Map.Entry<String, MapNode.Entry> entry :
                fields.map("depends_on").node().entries().entrySet()) {
            Fields one = Fields.of((MapNode) entry.getValue().value());
            dependencies.add(
                    new Dependency(
                            entry.getKey(),
                            readiness(one.text("condition")),
                            one.flag("restart"),
                            !one.has("required") || one.flag("required")));
        }
        return List.copyOf(dependencies);
    }

    private static Readiness readiness(String condition) {
        return switch (condition) {
            case "service_healthy" -> Readiness.HEALTHY;
            case "service_completed_successfully" -> Readiness.COMPLETED;
            default -> Readiness.STARTED;
        };
    }

    private HealthCheck healthCheck() {
        Fields check = fields.map("healthcheck");
        List<String> test = check.texts("test");
        boolean off = check.flag("disable") || test.equals(List.of("NONE"));
        HealthCheck.Origin origin =
                off
                        ? HealthCheck.Origin.DISABLED
                        : test.isEmpty() ? HealthCheck.Origin.IMAGE : HealthCheck.Origin.DECLARED;
        return new HealthCheck(
                origin,
                test,
                duration(check, "interval"),
                duration(check, "timeout"),
                duration(check, "start_period"),
                duration(check, "start_interval"),
                check.integer("retries", 0));
    }

    /** What is not said is the engine's to choose: zero. */
    private static Duration duration(Fields fields, String key) {
        return fields.has(key) ? Durations.parse(fields.text(key)) : Duration.ZERO;
    }

    private SequencedMap<String, Attachment> attachments() {
        record Named(String network, Attachment attachment) {}
        List<Named> all = new ArrayList<>();
        for (Map.Entry<String, MapNode.Entry> entry :
                fields.map("networks").node().entries().entrySet()) {
            all.add(new Named(entry.getKey(), attachment(entry.getValue().value())));
        }
        all.sort((one, other) -> {
            int priority =
                    Integer.compare(other.attachment().priority(), one.attachment().priority());
            return priority == 0 ? one.network().compareTo(other.network()) : priority;
        });
        SequencedMap<String, Attachment> attachments = new LinkedHashMap<>();
        all.forEach(one -> attachments.put(one.network(), one.attachment()));
        return attachments;
    }

    private static Attachment attachment(Node node) {
        Fields one = Fields.of(node instanceof MapNode map ? map : MapNode.empty(node.location()));
        return new Attachment(
                one.texts("aliases"),
                one.text("ipv4_address"),
                one.text("ipv6_address"),
                one.texts("link_local_ips"),
                one.text("mac_address"),
                one.integer("priority", 0),
                one.integer("gw_priority", 0),
                one.text("interface_name"),
                one.pairs("driver_opts"));
    }

    private static Port port(Fields port) {
        return new Port(
                port.text("host_ip"),
                port.text("published"),
                port.integer("target", 0),
                port.has("protocol") ? port.text("protocol") : "tcp",
                port.text("mode"));
    }

    private static Mount mount(Fields mount) {
        Mount.Type type =
                switch (mount.text("type")) {
                    case "bind" -> Mount.Type.BIND;
                    case "tmpfs" -> Mount.Type.TMPFS;
                    case "npipe" -> Mount.Type.NPIPE;
                    case "cluster" -> Mount.Type.CLUSTER;
                    case "image" -> Mount.Type.IMAGE;
                    default -> Mount.Type.VOLUME;
                };
        return new Mount(
                type,
                mount.text("source"),
                mount.text("target"),
                mount.flag("read_only"),
                mount.node());
    }

    /**
     * @param folder where a target that is not absolute, or not given, lies
     */
    private List<FileGrant> grants(String section, String folder) {
        return fields.maps(section).stream().map(grant -> grant(grant, folder)).toList();
    }

    private static FileGrant grant(Fields grant, String folder) {
        String target = grant.has("target") ? grant.text("target") : grant.text("source");
        return new FileGrant(
                grant.text("source"),
                target.startsWith("/") ? target : folder + target,
                grant.text("uid"),
                grant.text("gid"),
                grant.mode("mode", READABLE));
    }
}
