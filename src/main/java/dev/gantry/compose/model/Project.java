package dev.gantry.compose.model;

import dev.gantry.diag.Location;
import dev.gantry.doc.MapNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * One loaded Compose project: what the files ask for, after every phase. Immutable.
 *
 * @param name the Compose project name
 * @param directory where relative paths of the files start; absolute
 * @param files the Compose files in merge order; absolute
 * @param services the active ones, by name, in the order of {@code docker compose config}
 * @param disabledServices names of services that exist but are switched off by profiles: their
 *     containers are no orphans
 * @param canonical what {@code docker compose config} prints
 */
public record Project(
        String name,
        Path directory,
        List<Path> files,
        List<Path> envFiles,
        SequencedMap<String, Service> services,
        SequencedMap<String, Network> networks,
        SequencedMap<String, Volume> volumes,
        SequencedMap<String, ProjectFile> configs,
        SequencedMap<String, ProjectFile> secrets,
        Set<String> disabledServices,
        MapNode canonical) {

    /** One of which only the name is known. */
    public static Project named(String name) {
        return new Project(
                name,
                Path.of(""),
                List.of(),
                List.of(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                Set.of(),
                MapNode.empty(Location.of("")));
    }

    /** This project with other services of the same names. */
    public Project withServices(SequencedMap<String, Service> others) {
        return new Project(
                name,
                directory,
                files,
                envFiles,
                others,
                networks,
                volumes,
                configs,
                secrets,
                disabledServices,
                canonical);
    }

    /** This project with these of its services; the others count as switched off. */
    public Project withServices(Set<String> names) {
        SequencedMap<String, Service> kept = new LinkedHashMap<>(services);
        Set<String> off = new LinkedHashSet<>(disabledServices);
        services.keySet().stream().filter(name -> !names.contains(name)).forEach(off::add);
        kept.keySet().retainAll(names);
        return new Project(
                name, directory, files, envFiles, kept, networks, volumes, configs, secrets, off,
                canonical);
    }
}
