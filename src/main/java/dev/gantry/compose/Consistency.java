package dev.gantry.compose;

import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Phase "consistency": whether what the services ask for is there, and does not contradict itself.
 */
final class Consistency {
    private final Selection selection;
    private final Problems problems;

    private Consistency(Selection selection, Problems problems) {
        this.selection = selection;
        this.problems = problems;
    }

    static void check(Selection selection, Problems problems) {
        Consistency consistency = new Consistency(selection, problems);
        for (var entry : selection.services().entries().entrySet()) {
            if (entry.getValue().value() instanceof MapNode service) {
                consistency.service(entry.getKey(), service);
            }
        }
        consistency.secrets();
        DependencyCycles.check(selection.services(), problems);
    }

    private void service(String name, MapNode service) {
        if (!service.has("build") && !service.has("image") && !service.has("provider")) {
            error(
                    service.location(),
                    name,
                    "has neither an image nor a build context specified",
                    "add image: or build:");
        }
        build(name, service);
        networks(name, service);
        healthCheck(name, service);
        dependencies(name, service);
        references(name, service);
        limits(name, service);
        watches(name, service);
        mounts(name, service);
    }

    private void error(Location at, String service, String message, String hint) {
        problems.error(at, "service \"" + service + "\" " + message, hint);
    }

    private void build(String name, MapNode service) {
        if (!(service.get("build") instanceof MapNode build)) {
            return;
        }
        if (build.has("dockerfile") && build.has("dockerfile_inline")) {
            error(
                    build.keyLocation("dockerfile_inline"),
                    name,
                    "declares mutually exclusive dockerfile and dockerfile_inline",
                    "keep one");
        }
        for (var context : Values.map(build, "additional_contexts").entries().entrySet()) {
            String target = Values.text(context.getValue().value());
            if (target.startsWith("service:")) {
                buildable(
                        name,
                        target.substring("service:".length()),
                        context.getValue().value().location());
            }
        }
        String platform = Values.text(service, "platform");
        List<Node> platforms = Values.items(build.get("platforms"));
        if (!platform.isEmpty()
                && !platforms.isEmpty()
                && platforms.stream().noneMatch(each -> Values.text(each).equals(platform))) {
            error(
                    build.keyLocation("platforms"),
                    name,
                    "builds for platforms that lack its own platform \"" + platform + "\"",
                    "add it to build.platforms");
        }
    }

    private void buildable(String name, String target, Location at) {
        Node other = selection.services().get(target);
        if (!(other instanceof MapNode service)) {
            error(
                    at,
                    name,
                    "takes the unknown service \"" + target + "\" as a build context",
                    DidYouMean.hint(target, selection.services().keys()));
        } else if (!service.has("build")) {
            error(at, name, "takes \"" + target + "\" as a build context, which is not built", "");
        }
    }

    private void networks(String name, MapNode service) {
        String mode = Values.text(service, "network_mode");
        MapNode joined = Values.map(service, "networks");
        if (!mode.isEmpty() && !joined.isEmpty()) {
            error(
                    service.keyLocation("network_mode"),
                    name,
                    "declares mutually exclusive `network_mode` and `networks`",
                    "keep one of the two");
        }
        undefined(name, "network", joined, "networks");
        if (mode.startsWith("service:")) {
            String other = mode.substring("service:".length());
            if (!selection.services().has(other)) {
                error(
                        service.keyLocation("network_mode"),
                        name,
                        "shares the network of \"" + other + "\", which is not there",
                        DidYouMean.hint(other, selection.services().keys()));
            }
        }
    }

    private void undefined(String name, String kind, MapNode used, String section) {
        MapNode defined = Values.map(selection.model(), section);
        for (String each : used.keys()) {
            if (!defined.has(each)) {
                undefined(name, kind, each, used.keyLocation(each), defined);
            }
        }
    }

    private void undefined(String name, String kind, String used, Location at, MapNode defined) {
        String hint = DidYouMean.hint(used, defined.keys());
        error(
                at,
                name,
                "refers to undefined " + kind + " " + used,
                hint.isEmpty() ? "define it under " + kind + "s:" : hint);
    }

    private void healthCheck(String name, MapNode service) {
        List<Node> test = Values.items(Values.map(service, "healthcheck").get("test"));
        if (!test.isEmpty()
                && !List.of("CMD", "CMD-SHELL", "NONE").contains(Values.text(test.getFirst()))) {
            error(
                    test.getFirst().location(),
                    name,
                    "has a healthcheck.test that starts with none of CMD, CMD-SHELL, NONE",
                    "put \"CMD\" first");
        }
    }

    private void dependencies(String name, MapNode service) {
        MapNode all = Values.map(service, "depends_on");
        for (var entry : all.entries().entrySet()) {
            String other = entry.getKey();
            boolean optional =
                    entry.getValue().value() instanceof MapNode map
                            && Values.text(map, "required").equals("false");
            boolean excused = optional && selection.disabled().has(other);
            if (!selection.services().has(other) && !excused) {
                String hint =
                        selection.disabled().has(other)
                                ? "its profile is switched off"
                                : DidYouMean.hint(other, selection.services().keys());
                error(
                        entry.getValue().key(),
                        name,
                        "depends on undefined service \"" + other + "\"",
                        hint);
            }
        }
    }

    private void references(String name, MapNode service) {
        MapNode volumes = Values.map(selection.model(), "volumes");
        for (Node mount : Values.items(service.get("volumes"))) {
            String source = mount instanceof MapNode map ? Values.text(map, "source") : "";
            boolean named =
                    mount instanceof MapNode map && Values.text(map, "type").equals("volume");
            if (named && !source.isEmpty() && !volumes.has(source)) {
                undefined(name, "volume", source, mount.location(), volumes);
            }
        }
        grants(name, "build secret", Values.map(service, "build").get("secrets"), "secrets");
        grants(name, "config", service.get("configs"), "configs");
        undefined(name, "model", Values.map(service, "models"), "models");
        grants(name, "secret", service.get("secrets"), "secrets");
    }

    private void grants(String name, String kind, @Nullable Node grants, String section) {
        MapNode defined = Values.map(selection.model(), section);
        for (Node grant : Values.items(grants)) {
            String source = grant instanceof MapNode map ? Values.text(map, "source") : "";
            if (!defined.has(source)) {
                undefined(name, kind, source, grant.location(), defined);
            }
        }
    }

    private void limits(String name, MapNode service) {
        MapNode deploy = Values.map(service, "deploy");
        MapNode resources = Values.map(deploy, "resources");
        MapNode limits = Values.map(resources, "limits");
        MapNode reservations = Values.map(resources, "reservations");
        distinct(name, service, "scale", deploy, "replicas", "deploy.replicas");
        distinct(name, service, "cpus", limits, "cpus", "deploy.resources.limits.cpus");
        distinct(name, service, "mem_limit", limits, "memory", "deploy.resources.limits.memory");
        distinct(
                name,
                service,
                "mem_reservation",
                reservations,
                "memory",
                "deploy.resources.reservations.memory");
        distinct(name, service, "pids_limit", limits, "pids", "deploy.resources.limits.pids");
        String scale =
                service.has("scale")
                        ? Values.text(service, "scale")
                        : Values.text(deploy, "replicas");
        if (service.has("container_name")
                && ValueType.isInteger(scale)
                && Long.parseLong(scale) > 1) {
            error(
                    service.keyLocation("container_name"),
                    name,
                    "has a container_name and " + scale + " containers, whose names must differ",
                    "take container_name out");
        }
    }

    private void distinct(
            String name,
            MapNode service,
            String key,
            MapNode other,
            String otherKey,
            String otherPath) {
        boolean silent = other.isEmpty() || (otherKey.equals("replicas") && !other.has(otherKey));
        if (service.has(key)
                && !silent
                && !same(Values.text(service, key), Values.text(other, otherKey))) {
            problems.error(
                    service.keyLocation(key),
                    "services."
                            + name
                            + ": can't set distinct values on '"
                            + key
                            + "' and '"
                            + otherPath
                            + "'",
                    "the other stands at " + other.keyLocation(otherKey));
        }
    }

    private static boolean same(String left, String right) {
        return new BigDecimal(left)
                        .compareTo(right.isEmpty() ? BigDecimal.ZERO : new BigDecimal(right))
                == 0;
    }

    private void watches(String name, MapNode service) {
        for (Node node : Values.items(Values.map(service, "develop").get("watch"))) {
            if (node instanceof MapNode watch && Values.text(watch, "target").isEmpty()) {
                String action = Values.text(watch, "action");
                if (!action.equals("rebuild") && !action.equals("restart")) {
                    error(
                            node.location(),
                            name,
                            "has a develop.watch without target, which " + action + " needs",
                            "add target:");
                }
            }
        }
    }

    private void mounts(String name, MapNode service) {
        Map<String, Location> targets = new LinkedHashMap<>();
        for (Node tmpfs : Values.items(service.get("tmpfs"))) {
            target(name, Values.text(tmpfs).split(":", -1)[0], tmpfs.location(), targets);
        }
        for (Node mount : Values.items(service.get("volumes"))) {
            if (mount instanceof MapNode map) {
                target(name, Values.text(map, "target"), mount.location(), targets);
            }
        }
    }

    private void target(String name, String target, Location at, Map<String, Location> targets) {
        Location before = targets.putIfAbsent(target, at);
        if (before != null) {
            error(at, name, "mounts " + target + " twice", "the other mount stands at " + before);
        }
    }

    private void secrets() {
        MapNode secrets = Values.map(selection.model(), "secrets");
        for (var entry : secrets.entries().entrySet()) {
            boolean sourced =
                    entry.getValue().value() instanceof MapNode secret
                            && (Values.isTrue(secret.get("external"))
                                    || secret.has("file")
                                    || secret.has("environment"));
            if (!sourced) {
                problems.error(
                        entry.getValue().key(),
                        "secret \""
                                + entry.getKey()
                                + "\" must declare either `file` or `environment`",
                        "");
            }
        }
    }
}
