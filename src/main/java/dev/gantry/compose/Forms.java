package dev.gantry.compose;

import static dev.gantry.compose.Form.Scalar.BOOLEAN;
import static dev.gantry.compose.Form.Scalar.BYTES;
import static dev.gantry.compose.Form.Scalar.COMMAND;
import static dev.gantry.compose.Form.Scalar.COUNT;
import static dev.gantry.compose.Form.Scalar.DURATION;
import static dev.gantry.compose.Form.Scalar.FILE_MODE;
import static dev.gantry.compose.Form.Scalar.FLOAT;
import static dev.gantry.compose.Form.Scalar.HEALTH_TEST;
import static dev.gantry.compose.Form.Scalar.HOSTS;
import static dev.gantry.compose.Form.Scalar.INTEGER;
import static dev.gantry.compose.Form.Scalar.SSH;
import static dev.gantry.compose.Form.Scalar.TEXT;
import static dev.gantry.compose.Form.Scalar.ULIMIT;
import static dev.gantry.compose.Form.Scalar.UNSIGNED;
import static dev.gantry.compose.Form.struct;

import dev.gantry.compose.Form.ListOf;
import dev.gantry.compose.Form.MapOf;
import dev.gantry.compose.Form.Nulls;
import dev.gantry.compose.Form.Presence;
import dev.gantry.compose.Form.Struct;

/**
 * The canonical model, attribute by attribute, in the order in which Docker Compose prints it. The
 * hash of a service is made from this order.
 */
final class Forms {
    private static final Form TEXTS = new ListOf(TEXT);
    private static final Form LABELS = new MapOf(TEXT, Nulls.EMPTY_TEXT);
    private static final Form VARIABLES = new MapOf(TEXT, Nulls.KEEP);

    private static final Struct BLKIO_WEIGHT =
            struct().said(TEXT, "path").said(UNSIGNED, "weight").build();
    private static final Struct BLKIO_RATE =
            struct().said(TEXT, "path").said(BYTES, "rate").build();

    static final Struct DEPLOY = deploy();
    static final Struct SERVICE = service();

    static final Struct PROJECT =
            struct().add(TEXT, "name")
                    .said(new MapOf(SERVICE, Nulls.KEEP), "services")
                    .add(new MapOf(network(), Nulls.EMPTY_OBJECT), "networks")
                    .add(new MapOf(volume(), Nulls.EMPTY_OBJECT), "volumes")
                    .add(new MapOf(secret(), Nulls.EMPTY_OBJECT), "secrets")
                    .add(new MapOf(config(), Nulls.EMPTY_OBJECT), "configs")
                    .add(new MapOf(model(), Nulls.EMPTY_OBJECT), "models")
                    .build();

    private Forms() {}

    private static Struct service() {
        Form.Builder service =
                struct().add(TEXTS, "profiles")
                        .add(LABELS, "annotations")
                        .said(BOOLEAN, "attach")
                        .said(build(), "build")
                        .said(develop(), "develop")
                        .said(blkio(), "blkio_config")
                        .add(TEXTS, "cap_add cap_drop")
                        .add(TEXT, "cgroup_parent cgroup")
                        .add(INTEGER, "cpu_count")
                        .add(FLOAT, "cpu_percent")
                        .add(INTEGER, "cpu_period cpu_quota cpu_rt_period cpu_rt_runtime")
                        .add(FLOAT, "cpus")
                        .add(TEXT, "cpuset")
                        .add(INTEGER, "cpu_shares")
                        .add(COMMAND, Presence.ALWAYS_IN_JSON, "command")
                        .add(new ListOf(grant()), "configs")
                        .add(TEXT, "container_name")
                        .said(struct().add(TEXT, "config file registry").build(), "credential_spec")
                        .add(new MapOf(dependency(), Nulls.KEEP), "depends_on")
                        .said(DEPLOY, "deploy")
                        .add(TEXTS, "device_cgroup_rules")
                        .add(new ListOf(device()), "devices")
                        .add(TEXTS, "dns dns_opt dns_search")
                        .add(TEXT, "dockerfile domainname");
        return network(limits(service)).build();
    }

    private static Form.Builder limits(Form.Builder service) {
        return service.add(COMMAND, Presence.ALWAYS_IN_JSON, "entrypoint")
                .said(provider(), "provider")
                .add(VARIABLES, "environment")
                .add(new ListOf(envFile()), "env_file")
                .add(TEXTS, "expose")
                .said(struct().add(TEXT, "file service").build(), "extends")
                .add(TEXTS, "external_links")
                .add(HOSTS, "extra_hosts")
                .add(TEXTS, "group_add")
                .add(new ListOf(deviceRequest()), "gpus")
                .add(TEXT, "hostname")
                .said(healthCheck(), "healthcheck")
                .add(TEXT, "image")
                .said(BOOLEAN, "init")
                .add(TEXT, "ipc isolation")
                .add(LABELS, "labels")
                .add(TEXTS, "label_file links")
                .said(struct().add(TEXT, "driver").add(LABELS, "options").build(), "logging")
                .add(TEXT, "log_driver")
                .add(LABELS, "log_opt")
                .add(BYTES, "mem_limit mem_reservation memswap_limit mem_swappiness")
                .add(TEXT, "mac_address");
    }

    private static Form.Builder network(Form.Builder service) {
        return service.add(
                        new MapOf(struct().add(TEXT, "endpoint_var model_var").build(), Nulls.KEEP),
                        "models")
                .add(TEXT, "net network_mode")
                .add(new MapOf(attachment(), Nulls.KEEP), "networks")
                .add(BOOLEAN, "oom_kill_disable")
                .add(INTEGER, "oom_score_adj")
                .add(TEXT, "pid")
                .add(INTEGER, "pids_limit")
                .add(TEXT, "platform")
                .add(new ListOf(port()), "ports")
                .add(BOOLEAN, "privileged")
                .add(TEXT, "pull_policy")
                .add(BOOLEAN, "read_only")
                .add(TEXT, "restart runtime")
                .said(INTEGER, "scale")
                .add(new ListOf(grant()), "secrets")
                .add(TEXTS, "security_opt")
                .add(BYTES, "shm_size")
                .add(BOOLEAN, "stdin_open")
                .said(DURATION, "stop_grace_period")
                .add(TEXT, "stop_signal")
                .add(LABELS, "storage_opt sysctls")
                .add(TEXTS, "tmpfs")
                .add(BOOLEAN, "tty")
                .add(new MapOf(ULIMIT, Nulls.KEEP), "ulimits")
                .add(BOOLEAN, "use_api_socket")
                .add(TEXT, "user userns_mode uts volume_driver")
                .add(new ListOf(mount()), "volumes")
                .add(TEXTS, "volumes_from")
                .add(TEXT, "working_dir")
                .add(new ListOf(hook()), "post_start pre_stop");
    }

    private static Struct build() {
        return struct().add(TEXT, "context dockerfile dockerfile_inline")
                .add(TEXTS, "entitlements")
                .add(VARIABLES, "args")
                .add(TEXT, "provenance sbom")
                .add(SSH, "ssh")
                .add(LABELS, "labels")
                .add(TEXTS, "cache_from cache_to")
                .add(BOOLEAN, "no_cache")
                .add(LABELS, "additional_contexts")
                .add(BOOLEAN, "pull")
                .add(HOSTS, "extra_hosts")
                .add(TEXT, "isolation network target")
                .add(new ListOf(grant()), "secrets")
                .add(BYTES, "shm_size")
                .add(TEXTS, "tags")
                .add(new MapOf(ULIMIT, Nulls.KEEP), "ulimits")
                .add(TEXTS, "platforms")
                .add(BOOLEAN, "privileged")
                .build();
    }

    private static Struct develop() {
        Struct watch =
                struct().add(TEXT, "path action target")
                        .add(hook(), Presence.OBJECT_IN_JSON, "exec")
                        .add(TEXTS, "include ignore")
                        .add(BOOLEAN, "initial_sync")
                        .build();
        return struct().add(new ListOf(watch), "watch").build();
    }

    private static Struct hook() {
        return struct().add(COMMAND, Presence.ALWAYS_IN_JSON, "command")
                .add(TEXT, "user")
                .add(BOOLEAN, "privileged")
                .add(TEXT, "working_dir")
                .add(VARIABLES, "environment")
                .build();
    }

    private static Struct blkio() {
        Form weights = new ListOf(BLKIO_WEIGHT);
        Form rates = new ListOf(BLKIO_RATE);
        return struct().add(UNSIGNED, "weight")
                .add(weights, "weight_device")
                .add(rates, "device_read_bps device_read_iops device_write_bps device_write_iops")
                .build();
    }

    private static Struct grant() {
        return struct().add(TEXT, "source target uid gid").said(FILE_MODE, "mode").build();
    }

    private static Struct dependency() {
        return struct().add(TEXT, "condition")
                .add(BOOLEAN, "restart")
                .said(BOOLEAN, "required")
                .build();
    }

    private static Struct deploy() {
        Struct update =
                struct().said(INTEGER, "parallelism")
                        .add(DURATION, "delay")
                        .add(TEXT, "failure_action")
                        .add(DURATION, "monitor")
                        .add(FLOAT, "max_failure_ratio")
                        .add(TEXT, "order")
                        .build();
        Struct restart =
                struct().add(TEXT, "condition")
                        .said(DURATION, "delay")
                        .said(INTEGER, "max_attempts")
                        .said(DURATION, "window")
                        .build();
        Struct placement =
                struct().add(TEXTS, "constraints")
                        .add(new ListOf(struct().add(TEXT, "spread").build()), "preferences")
                        .add(INTEGER, "max_replicas_per_node")
                        .build();
        return struct().add(TEXT, "mode")
                .said(INTEGER, "replicas")
                .add(LABELS, "labels")
                .said(update, "update_config rollback_config")
                .add(resources(), Presence.OBJECT_IN_JSON, "resources")
                .said(restart, "restart_policy")
                .add(placement, Presence.OBJECT_IN_JSON, "placement")
                .add(TEXT, "endpoint_mode")
                .build();
    }

    private static Struct resources() {
        Struct discrete = struct().said(TEXT, "kind").said(INTEGER, "value").build();
        Struct resource =
                struct().add(FLOAT, "cpus")
                        .add(BYTES, "memory")
                        .add(INTEGER, "pids")
                        .add(new ListOf(deviceRequest()), "devices")
                        .add(
                                new ListOf(
                                        struct().said(discrete, "discrete_resource_spec").build()),
                                "generic_resources")
                        .build();
        return struct().said(resource, "limits reservations").build();
    }

    private static Struct deviceRequest() {
        return struct().add(TEXTS, "capabilities")
                .add(TEXT, "driver")
                .add(COUNT, "count")
                .add(TEXTS, "device_ids")
                .add(LABELS, "options")
                .build();
    }

    private static Struct device() {
        return struct().add(TEXT, "source target permissions").build();
    }

    private static Struct provider() {
        return struct().add(TEXT, "type").add(new MapOf(TEXTS, Nulls.KEEP), "options").build();
    }

    private static Struct envFile() {
        return struct().add(TEXT, "path").said(BOOLEAN, "required").add(TEXT, "format").build();
    }

    private static Struct healthCheck() {
        return struct().add(HEALTH_TEST, "test")
                .said(DURATION, "timeout interval")
                .said(INTEGER, "retries")
                .said(DURATION, "start_period start_interval")
                .add(BOOLEAN, "disable")
                .build();
    }

    private static Struct attachment() {
        return struct().add(TEXTS, "aliases")
                .add(LABELS, "driver_opts")
                .add(INTEGER, "gw_priority")
                .add(TEXT, "interface_name ipv4_address ipv6_address")
                .add(TEXTS, "link_local_ips")
                .add(TEXT, "mac_address")
                .add(INTEGER, "priority")
                .build();
    }

    private static Struct port() {
        return struct().add(TEXT, "name mode host_ip")
                .add(INTEGER, "target")
                .add(TEXT, "published protocol app_protocol")
                .build();
    }

    private static Struct mount() {
        Struct bind =
                struct().add(TEXT, "selinux propagation")
                        .add(BOOLEAN, "create_host_path")
                        .add(TEXT, "recursive")
                        .build();
        Struct volume =
                struct().add(LABELS, "labels").add(BOOLEAN, "nocopy").add(TEXT, "subpath").build();
        return struct().add(TEXT, "type source target")
                .add(BOOLEAN, "read_only")
                .add(TEXT, "consistency")
                .said(bind, "bind")
                .said(volume, "volume")
                .said(struct().add(BYTES, "size").add(UNSIGNED, "mode").build(), "tmpfs")
                .said(struct().add(TEXT, "subpath").build(), "image")
                .build();
    }

    private static Struct network() {
        Struct pool =
                struct().add(TEXT, "subnet gateway ip_range").add(LABELS, "aux_addresses").build();
        Struct ipam = struct().add(TEXT, "driver").add(new ListOf(pool), "config").build();
        return struct().add(TEXT, "name driver")
                .add(LABELS, "driver_opts")
                .add(ipam, Presence.OBJECT_IN_JSON, "ipam")
                .add(BOOLEAN, "external internal attachable")
                .add(LABELS, "labels")
                .said(BOOLEAN, "enable_ipv4 enable_ipv6")
                .build();
    }

    private static Struct volume() {
        return struct().add(TEXT, "name driver")
                .add(LABELS, "driver_opts")
                .add(BOOLEAN, "external")
                .add(LABELS, "labels")
                .build();
    }

    private static Struct secret() {
        return file(struct().add(TEXT, "name file environment content"));
    }

    private static Struct config() {
        return file(struct().add(TEXT, "name file environment content"));
    }

    private static Struct file(Form.Builder source) {
        return source.add(BOOLEAN, "external")
                .add(LABELS, "labels")
                .add(TEXT, "driver")
                .add(LABELS, "driver_opts")
                .add(TEXT, "template_driver")
                .build();
    }

    private static Struct model() {
        return struct().add(TEXT, "name model")
                .add(INTEGER, "context_size")
                .add(TEXTS, "runtime_flags")
                .build();
    }

    /** One device of {@code blkio_config}. */
    static boolean isBlkioDevice(Struct struct) {
        return struct.equals(BLKIO_WEIGHT) || struct.equals(BLKIO_RATE);
    }
}
