package dev.gantry.apply.mapping;

import dev.gantry.compose.model.OneOff;
import dev.gantry.compose.model.Port;
import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;

/** The part of the body that says how it runs on the host: the API's {@code HostConfig}. */
final class HostMapping {
    private static final String UNCONFINED_PATHS = "systempaths=unconfined";

    private HostMapping() {}

    static MapNode of(ContainerOrder order) {
        Body body = new Body();
        placed(body, order);
        shared(body, order);
        confined(body, order);
        named(body, order);
        ResourceMapping.into(body, order.fields());
        return body.build();
    }

    private static void placed(Body body, ContainerOrder order) {
        Fields fields = order.fields();
        body.texts("Binds", MountMapping.binds(order))
                .nodes("Mounts", MountMapping.mounts(order))
                .text("NetworkMode", NetworkMapping.mode(order))
                .node("PortBindings", portBindings(order.service().ports()))
                .pairs("Tmpfs", tmpfs(fields))
                .text("VolumeDriver", fields.text("volume_driver"))
                .texts("VolumesFrom", volumesFrom(order))
                .pairs("StorageOpt", fields.pairs("storage_opt"))
                .number("ShmSize", Numbers.whole(fields, "shm_size"))
                .pairs("Annotations", fields.pairs("annotations"))
                .flag("AutoRemove", OneOff.of(order.service()).map(OneOff::removed).orElse(false));
        MapNode restart = restartPolicy(fields);
        if (!restart.isEmpty()) {
            body.node("RestartPolicy", restart);
        }
        if (fields.has("logging")) {
            Fields logging = fields.map("logging");
            body.node(
                    "LogConfig",
                    new Body()
                            .text("Type", logging.text("driver"))
                            .pairs("Config", logging.pairs("options"))
                            .build());
        }
        if (fields.has("init")) {
            body.node("Init", Json.of(fields.flag("init")));
        }
    }

    private static void shared(Body body, ContainerOrder order) {
        Fields fields = order.fields();
        body.text("IpcMode", order.namespace(fields.text("ipc")))
                .text("PidMode", order.namespace(fields.text("pid")))
                .text("UTSMode", fields.text("uts"))
                .text("UsernsMode", fields.text("userns_mode"))
                .text("CgroupnsMode", fields.text("cgroup"))
                .text("Isolation", fields.text("isolation"))
                .text("Runtime", fields.text("runtime"));
    }

    private static void confined(Body body, ContainerOrder order) {
        Fields fields = order.fields();
        List<String> options = fields.texts("security_opt");
        body.texts("CapAdd", capabilities(fields.texts("cap_add")))
                .texts("CapDrop", capabilities(fields.texts("cap_drop")))
                .flag("Privileged", fields.flag("privileged"))
                .flag("ReadonlyRootfs", fields.flag("read_only"))
                .texts("GroupAdd", fields.texts("group_add"))
                .texts("SecurityOpt", securityOptions(order, options))
                .pairs("Sysctls", fields.pairs("sysctls"))
                .number("OomScoreAdj", Numbers.whole(fields, "oom_score_adj"));
        if (options.contains(UNCONFINED_PATHS)) {
            body.node("MaskedPaths", Json.array(List.of()))
                    .node("ReadonlyPaths", Json.array(List.of()));
        }
    }

    private static void named(Body body, ContainerOrder order) {
        Fields fields = order.fields();
        body.texts("Dns", fields.texts("dns"))
                .texts("DnsSearch", fields.texts("dns_search"))
                .texts("DnsOptions", fields.texts("dns_opt"))
                .node("ExtraHosts", Json.strings(extraHosts(fields)))
                .texts("Links", links(order));
    }

    private static MapNode portBindings(List<Port> ports) {
        SequencedMap<String, List<MapNode>> bindings = new LinkedHashMap<>();
        for (Port port : ports) {
            bindings.computeIfAbsent(
                            port.target() + "/" + port.protocol(), key -> new ArrayList<>())
                    .add(
                            Json.object()
                                    .put("HostIp", Json.of(port.hostIp()))
                                    .put("HostPort", Json.of(port.published()))
                                    .build());
        }
        MapNode.Builder body = Json.object();
        bindings.forEach((key, all) -> body.put(key, Json.array(all)));
        return body.build();
    }

    private static Map<String, String> tmpfs(Fields fields) {
        SequencedMap<String, String> mounts = new LinkedHashMap<>();
        for (String one : fields.texts("tmpfs")) {
            int colon = one.indexOf(':');
            mounts.put(
                    colon < 0 ? one : one.substring(0, colon),
                    colon < 0 ? "" : one.substring(colon + 1));
        }
        return mounts;
    }

    /**
     * {@code service[:mode]} or {@code container:name[:mode]}. Docker Compose lets the mode fall,
     * and so do we: a stack that changed hands would be made anew otherwise.
     */
    private static List<String> volumesFrom(ContainerOrder order) {
        List<String> from = new ArrayList<>();
        for (String one : order.fields().texts("volumes_from")) {
            String[] parts = one.split(":");
            from.add(parts[0].equals("container") ? parts[1] : order.containerId(parts[0]));
        }
        return from;
    }

    /** {@code deploy.restart_policy} wins over {@code restart}. */
    private static MapNode restartPolicy(Fields fields) {
        Fields deploy = fields.map("deploy");
        if (deploy.has("restart_policy")) {
            Fields policy = deploy.map("restart_policy");
            return restartPolicy(policy.text("condition"), Numbers.whole(policy, "max_attempts"));
        }
        String[] restart = fields.text("restart").split(":", 2);
        return restartPolicy(restart[0], restart.length > 1 ? Long.parseLong(restart[1]) : 0);
    }

    private static MapNode restartPolicy(String condition, long attempts) {
        String name =
                switch (condition) {
                    case "none" -> "no";
                    case "any" -> "always";
                    default -> condition;
                };
        return new Body().text("Name", name).number("MaximumRetryCount", attempts).build();
    }

    /**
     * As the Docker client writes them: upper case, with their prefix, sorted, {@code ALL} alone.
     */
    private static List<String> capabilities(List<String> written) {
        TreeSet<String> names = new TreeSet<>();
        for (String one : written) {
            String name = one.strip().toUpperCase(Locale.ROOT);
            if (name.equals("ALL")) {
                return List.of("ALL");
            }
            names.add(name.startsWith("CAP_") ? name : "CAP_" + name);
        }
        return List.copyOf(names);
    }

    private static List<String> securityOptions(ContainerOrder order, List<String> options) {
        List<String> parsed = new ArrayList<>();
        for (String option : options) {
            String profile = seccompProfile(option);
            if (!profile.isEmpty()) {
                parsed.add("seccomp=" + order.site().seccompProfiles().getOrDefault(profile, ""));
            } else if (!option.equals(UNCONFINED_PATHS)) {
                parsed.add(option);
            }
        }
        return parsed;
    }

    /** The file that a {@code security_opt} names, or an empty text. */
    static String seccompProfile(String option) {
        boolean seccomp = option.startsWith("seccomp=") || option.startsWith("seccomp:");
        String value = seccomp ? option.substring("seccomp=".length()) : "";
        return value.equals("unconfined") || value.equals("builtin") ? "" : value;
    }

    /** Compose writes {@code name=address}, the engine reads {@code name:address}. */
    private static List<String> extraHosts(Fields fields) {
        List<String> hosts = new ArrayList<>();
        for (String host : fields.texts("extra_hosts")) {
            int equals = host.indexOf('=');
            hosts.add(
                    equals < 0
                            ? host
                            : host.substring(0, equals) + ":" + host.substring(equals + 1));
        }
        return hosts;
    }

    /** Three names for each container of a linked service, as the first Compose gave them. */
    static List<String> links(ContainerOrder order) {
        List<String> links = new ArrayList<>();
        for (String link : order.fields().texts("links")) {
            String[] parts = link.split(":", 2);
            String service = parts[0];
            for (String container : order.containersOf(service)) {
                links.add(container + ":" + (parts.length > 1 ? parts[1] : service));
                links.add(container + ":" + service + "-" + order.number());
                links.add(
                        container
                                + ":"
                                + String.join(
                                        "-",
                                        order.project().name(),
                                        service,
                                        Integer.toString(order.number())));
            }
        }
        for (String link : order.fields().texts("external_links")) {
            links.add(link.contains(":") ? link : link + ":" + link);
        }
        return links;
    }
}
