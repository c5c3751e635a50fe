package dev.gantry.compose;

import static dev.gantry.compose.Schema.either;
import static dev.gantry.compose.Schema.struct;
import static dev.gantry.compose.SchemaTypes.ANY;
import static dev.gantry.compose.SchemaTypes.BOOL;
import static dev.gantry.compose.SchemaTypes.COMMAND;
import static dev.gantry.compose.SchemaTypes.FLAG;
import static dev.gantry.compose.SchemaTypes.GRANTS;
import static dev.gantry.compose.SchemaTypes.HOOK;
import static dev.gantry.compose.SchemaTypes.HOSTS;
import static dev.gantry.compose.SchemaTypes.LIMITS;
import static dev.gantry.compose.SchemaTypes.NOTHING;
import static dev.gantry.compose.SchemaTypes.NUMBER;
import static dev.gantry.compose.SchemaTypes.OPTIONS;
import static dev.gantry.compose.SchemaTypes.PAIRS;
import static dev.gantry.compose.SchemaTypes.PLAIN_NUMBER;
import static dev.gantry.compose.SchemaTypes.TEXT;
import static dev.gantry.compose.SchemaTypes.TEXTS;
import static dev.gantry.compose.SchemaTypes.TEXT_OR_LIST;
import static dev.gantry.compose.SchemaTypes.TEXT_OR_NUMBER;
import static dev.gantry.compose.SchemaTypes.UNIQUE_TEXTS;
import static dev.gantry.compose.SchemaTypes.WHOLE;
import static dev.gantry.compose.SchemaTypes.between;
import static dev.gantry.compose.SchemaTypes.oneOf;
import static dev.gantry.compose.SchemaTypes.value;
import static dev.gantry.doc.ScalarNode.Kind.BOOLEAN;
import static dev.gantry.doc.ScalarNode.Kind.FLOAT;
import static dev.gantry.doc.ScalarNode.Kind.INTEGER;
import static dev.gantry.doc.ScalarNode.Kind.NULL;
import static dev.gantry.doc.ScalarNode.Kind.STRING;

import dev.gantry.compose.Schema.Items;
import dev.gantry.compose.Schema.NameRule;
import dev.gantry.compose.Schema.Named;
import dev.gantry.compose.Schema.Struct;
import dev.gantry.compose.Schema.Value;
import java.util.Set;

/** The schema of a service. */
final class ServiceSchemas {
    static final Schema SERVICE = service();

    private ServiceSchemas() {}

    private static Schema service() {
        Schema.Builder service =
                struct().add(either(NOTHING, develop()), "develop")
                        .add(either(NOTHING, deploy()), "deploy")
                        .add(PAIRS, "annotations environment labels sysctls")
                        .add(
                                FLAG,
                                "attach init oom_kill_disable privileged read_only stdin_open tty")
                        .add(either(TEXT, build()), "build")
                        .add(blkio(), "blkio_config")
                        .add(UNIQUE_TEXTS, "cap_add cap_drop device_cgroup_rules dns_opt profiles")
                        .add(UNIQUE_TEXTS, "external_links links security_opt volumes_from")
                        .add(oneOf("host", "private"), "cgroup")
                        .add(COMMAND, "command entrypoint")
                        .add(GRANTS, "configs secrets")
                        .add(containerName(), "container_name")
                        .add(between(0, Long.MAX_VALUE), "cpu_count")
                        .add(between(0, 100), "cpu_percent")
                        .add(
                                NUMBER,
                                "cpu_shares cpu_quota cpu_period cpu_rt_period cpu_rt_runtime cpus")
                        .add(NUMBER, "mem_limit memswap_limit pids_limit shm_size")
                        .add(WHOLE, "mem_reservation mem_swappiness scale")
                        .add(TEXT, "cgroup_parent cpuset domainname hostname image ipc isolation")
                        .add(TEXT, "mac_address network_mode platform pull_refresh_after restart")
                        .add(TEXT, "runtime stop_grace_period stop_signal user uts userns_mode")
                        .add(TEXT, "working_dir")
                        .add(struct().add(TEXT, "config file registry").build(), "credential_spec");
        return references(service).build();
    }

    private static Schema.Builder references(Schema.Builder service) {
        Schema extended =
                struct().add(TEXT, "service file").requires("service").withoutExtensions().build();
        Schema logging =
                struct().add(TEXT, "driver")
                        .add(
                                new Named(
                                        NameRule.ANY,
                                        value("a string or a number", STRING, INTEGER, FLOAT, NULL),
                                        false),
                                "options")
                        .build();
        return service.add(dependsOn(), "depends_on")
                .add(devices(), "devices")
                .add(TEXT_OR_LIST, "dns dns_search tmpfs")
                .add(envFiles(), "env_file")
                .add(either(TEXT, TEXTS), "label_file")
                .add(new Items(TEXT_OR_NUMBER, true), "expose group_add")
                .add(either(TEXT, extended), "extends")
                .add(provider(), "provider")
                .add(HOSTS, "extra_hosts")
                .add(either(oneOf("all"), new Items(deviceRequest().open().build(), false)), "gpus")
                .add(healthCheck(), "healthcheck")
                .add(logging, "logging")
                .add(attachments(), "networks")
                .add(models(), "models")
                .add(between(-1000, 1000), "oom_score_adj")
                .add(value("a string", STRING, NULL), "pid")
                .add(ports(), "ports")
                .add(new Items(HOOK, false), "post_start pre_stop")
                .add(pullPolicy(), "pull_policy")
                .add(new Named(NameRule.ANY, ANY, true), "storage_opt")
                .add(LIMITS, "ulimits")
                .add(BOOL, "use_api_socket")
                .add(new Items(either(TEXT, mount()), true), "volumes");
    }

    private static Schema containerName() {
        return new Value(
                Set.of(STRING),
                scalar -> NamePatterns.isContainerName(scalar.text()),
                "a name of letters, digits, _ . and -, two at least");
    }

    private static Schema pullPolicy() {
        return new Value(
                Set.of(STRING),
                scalar -> NamePatterns.isPullPolicy(scalar.text()),
                "one of always, never, build, if_not_present, missing, refresh, daily, weekly, every_<duration>");
    }

    private static Schema build() {
        return struct().add(TEXT, "context dockerfile dockerfile_inline network target isolation")
                .add(TEXTS, "entitlements cache_from cache_to tags platforms")
                .add(PAIRS, "args ssh labels additional_contexts")
                .add(FLAG, "no_cache provenance sbom pull privileged")
                .add(WHOLE, "shm_size")
                .add(HOSTS, "extra_hosts")
                .add(GRANTS, "secrets")
                .add(LIMITS, "ulimits")
                .build();
    }

    private static Schema blkio() {
        Schema limit =
                new Items(
                        struct().add(TEXT, "path").add(WHOLE, "rate").withoutExtensions().build(),
                        false);
        Schema weight =
                new Items(
                        struct().add(TEXT, "path").add(WHOLE, "weight").withoutExtensions().build(),
                        false);
        return struct().add(
                        limit,
                        "device_read_bps device_read_iops device_write_bps device_write_iops")
                .add(WHOLE, "weight")
                .add(weight, "weight_device")
                .withoutExtensions()
                .build();
    }

    private static Schema dependsOn() {
        Schema dependency =
                struct().add(FLAG, "restart")
                        .add(BOOL, "required")
                        .add(
                                oneOf(
                                        "service_started",
                                        "service_healthy",
                                        "service_completed_successfully"),
                                "condition")
                        .requires("condition")
                        .build();
        return either(UNIQUE_TEXTS, new Named(NameRule.RESOURCE, dependency, false));
    }

    private static Schema devices() {
        Schema device = struct().add(TEXT, "source target permissions").requires("source").build();
        return new Items(either(TEXT, device), false);
    }

    private static Schema envFiles() {
        Schema file =
                struct().add(TEXT, "path format")
                        .add(FLAG, "required")
                        .requires("path")
                        .withoutExtensions()
                        .build();
        return either(TEXT, new Items(either(TEXT, file), false));
    }

    private static Schema provider() {
        Schema single = value("a single value", STRING, INTEGER, FLOAT, BOOLEAN);
        return struct().add(TEXT, "type")
                .add(
                        new Named(NameRule.ANY, either(single, new Items(single, false)), true),
                        "options")
                .requires("type")
                .build();
    }

    private static Schema healthCheck() {
        return struct().add(FLAG, "disable")
                .add(TEXT, "interval timeout start_period start_interval")
                .add(NUMBER, "retries")
                .add(either(TEXT, TEXTS), "test")
                .build();
    }

    private static Schema attachments() {
        Schema attachment =
                struct().add(UNIQUE_TEXTS, "aliases link_local_ips")
                        .add(TEXT, "interface_name ipv4_address ipv6_address mac_address")
                        .add(OPTIONS, "driver_opts")
                        .add(PLAIN_NUMBER, "priority gw_priority")
                        .build();
        return either(
                UNIQUE_TEXTS, new Named(NameRule.RESOURCE, either(attachment, NOTHING), false));
    }

    private static Schema models() {
        Schema use = struct().add(TEXT, "endpoint_var model_var").build();
        return either(UNIQUE_TEXTS, new Named(NameRule.RESOURCE, either(use, NOTHING), true));
    }

    private static Schema ports() {
        Schema port =
                struct().add(TEXT, "name mode host_ip protocol app_protocol")
                        .add(WHOLE, "target published")
                        .build();
        return new Items(either(TEXT_OR_NUMBER, port), true);
    }

    private static Schema mount() {
        Schema bind =
                struct().add(TEXT, "propagation")
                        .add(FLAG, "create_host_path")
                        .add(oneOf("enabled", "disabled", "writable", "readonly"), "recursive")
                        .add(oneOf("z", "Z"), "selinux")
                        .build();
        Schema volume =
                struct().add(PAIRS, "labels").add(FLAG, "nocopy").add(TEXT, "subpath").build();
        return struct().add(oneOf("bind", "volume", "tmpfs", "cluster", "npipe", "image"), "type")
                .add(TEXT, "source target consistency")
                .add(FLAG, "read_only")
                .add(bind, "bind")
                .add(volume, "volume")
                .add(
                        struct().add(between(0, Long.MAX_VALUE), "size")
                                .add(NUMBER, "mode")
                                .build(),
                        "tmpfs")
                .add(struct().add(TEXT, "subpath").build(), "image")
                .requires("type")
                .build();
    }

    private static Schema develop() {
        Schema watch =
                struct().add(TEXT_OR_LIST, "ignore include")
                        .add(TEXT, "path target")
                        .add(
                                oneOf("rebuild", "sync", "restart", "sync+restart", "sync+exec"),
                                "action")
                        .add(HOOK, "exec")
                        .add(BOOL, "initial_sync")
                        .requires("path", "action")
                        .build();
        return struct().add(new Items(watch, false), "watch").build();
    }

    private static Schema deploy() {
        Schema update =
                struct().add(WHOLE, "parallelism")
                        .add(TEXT, "delay failure_action monitor")
                        .add(NUMBER, "max_failure_ratio")
                        .add(oneOf("start-first", "stop-first"), "order")
                        .build();
        Schema restart =
                struct().add(TEXT, "condition delay window").add(WHOLE, "max_attempts").build();
        Schema placement =
                struct().add(TEXTS, "constraints")
                        .add(new Items(struct().add(TEXT, "spread").build(), false), "preferences")
                        .add(WHOLE, "max_replicas_per_node")
                        .build();
        return struct().add(TEXT, "mode endpoint_mode")
                .add(WHOLE, "replicas")
                .add(PAIRS, "labels")
                .add(update, "rollback_config update_config")
                .add(resources(), "resources")
                .add(restart, "restart_policy")
                .add(placement, "placement")
                .build();
    }

    private static Schema resources() {
        Struct discrete = struct().add(TEXT, "kind").add(NUMBER, "value").build();
        Schema generic = new Items(struct().add(discrete, "discrete_resource_spec").build(), false);
        Schema limits = struct().add(NUMBER, "cpus").add(TEXT, "memory").add(WHOLE, "pids").build();
        Schema reservations =
                struct().add(NUMBER, "cpus")
                        .add(TEXT, "memory")
                        .add(generic, "generic_resources")
                        .add(
                                new Items(deviceRequest().requires("capabilities").build(), false),
                                "devices")
                        .build();
        return struct().add(limits, "limits").add(reservations, "reservations").build();
    }

    private static Schema.Builder deviceRequest() {
        return struct().add(UNIQUE_TEXTS, "capabilities device_ids")
                .add(WHOLE, "count")
                .add(TEXT, "driver")
                .add(PAIRS, "options");
    }
}
