package dev.gantry.init;

import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells Compose files from other YAML by what is in them. */
final class ComposeShape {
    private static final Pattern MAYBE =
            Pattern.compile("(?m)^(\\{.*)?[\"']?(services|networks|include)[\"']?\\s*:");

    private static final Set<String> TOP =
            Set.of(
                    "version",
                    "name",
                    "services",
                    "networks",
                    "volumes",
                    "configs",
                    "secrets",
                    "include",
                    "models");

    /** Attributes that nothing else than a service of Compose has. */
    private static final Set<String> TELLING =
            Set.of(
                    "image",
                    "build",
                    "extends",
                    "provider",
                    "deploy",
                    "environment",
                    "env_file",
                    "ports",
                    "expose",
                    "volumes",
                    "devices",
                    "gpus",
                    "runtime",
                    "command",
                    "entrypoint",
                    "networks",
                    "network_mode",
                    "depends_on",
                    "container_name",
                    "restart",
                    "profiles",
                    "healthcheck",
                    "labels",
                    "privileged",
                    "extra_hosts");

    private ComposeShape() {}

    /** Whether reading the text as YAML is worth it. */
    static boolean isWorthReading(String text) {
        return MAYBE.matcher(text).find();
    }

    /** A mapping with {@code services} that all look like services, or with files to include. */
    static boolean isCompose(MapNode document) {
        return switch (hasTop(document) ? document.get("services") : null) {
            case MapNode services ->
                    !services.isEmpty()
                            && services.values().stream()
                                    .allMatch(entry -> isService(entry.value()));
            case Node _ -> false;
            case null -> hasTop(document) && document.get("include") instanceof ListNode;
        };
    }

    /** The same of a file whose name says that it is one, mistakes in it included. */
    static boolean isMeant(MapNode document) {
        return document.get("services") instanceof MapNode services
                ? !services.isEmpty()
                : document.get("include") instanceof ListNode;
    }

    /** A file that does nothing but define networks. */
    static boolean isNetworks(MapNode document) {
        return hasTop(document)
                && document.get("networks") instanceof MapNode
                && !(document.get("services") instanceof MapNode);
    }

    private static boolean hasTop(MapNode document) {
        return document.keys().stream().allMatch(key -> TOP.contains(key) || key.startsWith("x-"));
    }

    private static boolean isService(Node node) {
        return switch (node) {
            case MapNode map -> map.isEmpty() || map.keys().stream().anyMatch(TELLING::contains);
            case ScalarNode scalar -> scalar.isNull();
            case Node _ -> false;
        };
    }
}
