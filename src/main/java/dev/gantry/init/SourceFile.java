package dev.gantry.init;

import dev.gantry.doc.Fields;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One Compose file as it is written: nothing filled in, nothing merged.
 *
 * @param path from the root of the inventory, with slashes
 */
record SourceFile(String path, MapNode document, List<ServiceSketch> services) {

    static SourceFile of(String path, MapNode document) {
        List<ServiceSketch> services = new ArrayList<>();
        if (document.get("services") instanceof MapNode map) {
            map.entries()
                    .forEach((name, entry) ->
                            services.add(ServiceSketch.of(name, entry.value(), path)));
        }
        return new SourceFile(path, document, List.copyOf(services));
    }

    /** The folder it stands in; empty for the root. */
    String folder() {
        return Paths.folder(path);
    }

    /** {@code docker-compose.gpu} of {@code local/docker-compose.gpu.yml}. */
    String stem() {
        String name = Paths.name(path);
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** What {@code name:} says, unless it is nothing. */
    String name() {
        return document.get("name") instanceof ScalarNode name && !name.isNull() ? name.text() : "";
    }

    Set<String> serviceNames() {
        Set<String> names = new LinkedHashSet<>();
        services.forEach(service -> names.add(service.name()));
        return names;
    }

    /**
     * What it speaks of and leaves to a file that it is merged on: services that it depends on or
     * says only a part of, networks, volumes. Nothing where it includes others, which may have
     * them.
     */
    Set<String> missing() {
        Set<String> missing = new LinkedHashSet<>();
        if (document.has("include")) {
            return missing;
        }
        for (ServiceSketch one : services) {
            if (!one.isComplete()) {
                missing.add("service " + one.name());
            }
            one.dependencies().forEach(name -> missing.add("service " + name));
            one.networks().forEach(name -> missing.add("network " + name));
            one.volumes().forEach(name -> missing.add("volume " + name));
        }
        missing.removeAll(offers());
        return missing;
    }

    /** What it has for files that are merged on it, in the same words. */
    Set<String> offers() {
        Set<String> offers = new LinkedHashSet<>(Set.of("network default"));
        services.stream()
                .filter(ServiceSketch::isComplete)
                .forEach(one -> offers.add("service " + one.name()));
        Fields fields = Fields.of(document);
        fields.map("networks").node().keys().forEach(name -> offers.add("network " + name));
        fields.map("volumes").node().keys().forEach(name -> offers.add("volume " + name));
        return offers;
    }

    boolean defines(Collection<String> names) {
        return serviceNames().containsAll(names);
    }

    /** Whether none of its services could run by what this file alone says. */
    boolean isPartial() {
        return !services.isEmpty() && services.stream().noneMatch(ServiceSketch::isComplete);
    }
}
