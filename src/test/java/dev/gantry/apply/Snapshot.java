package dev.gantry.apply;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.ContainerSummary;
import dev.gantry.engine.FakeEngine;
import dev.gantry.engine.PathStat;
import dev.gantry.plan.DeliveredFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is at an engine, in words that do not depend on how it came there: without ids, and with
 * nothing of volumes without a name but whether they are old ones.
 */
final class Snapshot {
    private static final String LABEL = "com.docker.compose.";

    private final FakeEngine engine;
    private final Set<String> oldVolumes;

    private Snapshot(FakeEngine engine, Set<String> oldVolumes) {
        this.engine = engine;
        this.oldVolumes = oldVolumes;
    }

    static String of(FakeFleet fleet, Set<String> oldVolumes) {
        StringBuilder text = new StringBuilder();
        fleet.engines()
                .forEach((host, engine) -> {
                    text.append(host).append('\n');
                    new Snapshot(engine, oldVolumes)
                            .lines()
                            .forEach(line -> text.append("  ").append(line).append('\n'));
                });
        return text.toString();
    }

    /** The names of all volumes of a fleet. */
    static Set<String> volumes(FakeFleet fleet) {
        Set<String> names = new TreeSet<>();
        fleet.engines()
                .values()
                .forEach(engine -> engine.volumes().forEach(one -> names.add(one.name())));
        return names;
    }

    /** Containers that mount a delivered file which is not on the host. */
    static List<String> missingFiles(FakeFleet fleet) {
        List<String> missing = new ArrayList<>();
        fleet.engines()
                .values()
                .forEach(engine -> {
                    for (ContainerSummary one : engine.containers(List.of())) {
                        boolean wants = one.labels().containsKey(DeliveredFiles.LABEL);
                        if (wants && !isFile(engine.on(one.id()).stat("/etc/motd"))) {
                            missing.add(one.name());
                        }
                    }
                });
        return missing;
    }

    private static boolean isFile(Optional<PathStat> stat) {
        return stat.filter(one -> one.kind() == PathStat.Kind.FILE).isPresent();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (ContainerSummary one : engine.containers(List.of())) {
            lines.add(container(one));
        }
        engine.networks().forEach(one -> lines.add("network " + one.name() + " " + one.driver()));
        engine.volumes().forEach(one -> lines.add("volume " + volume(one.name())));
        lines.sort(String::compareTo);
        return lines;
    }

    private String volume(String name) {
        boolean unnamed = name.length() == 64;
        return unnamed && !oldVolumes.contains(name) ? "(new)" : name;
    }

    private String container(ContainerSummary one) {
        MapNode inspection = engine.inspectContainer(one.id()).orElseThrow();
        Fields config = Fields.of(inspection).map("Config");
        String mode = Fields.of(inspection).map("HostConfig").text("NetworkMode");
        boolean shares = mode.startsWith("container:");
        SequencedMap<String, String> labels = new TreeMap<>(config.pairs("Labels"));
        labels.remove(LABEL + "replace");
        if (shares) {
            labels.remove(LABEL + "config-hash");
        }
        Map<String, String> networks = new TreeMap<>();
        one.networks()
                .forEach((name, id) ->
                        networks.put(
                                name, engine.inspectNetwork(id).isPresent() ? "there" : "gone"));
        List<String> mounts = new ArrayList<>();
        one.mounts()
                .forEach(mount ->
                        mounts.add(
                                mount.destination()
                                        + "="
                                        + volume(mount.name())
                                        + mount.source().isEmpty()));
        mounts.sort(String::compareTo);
        return String.join(
                " ",
                "container",
                one.name(),
                one.state(),
                one.health(),
                one.imageId(),
                shares ? name(mode) : mode,
                JsonWriter.compact(config.map("Env").node()),
                labels.toString(),
                networks.toString(),
                mounts.toString(),
                engine.copied(one.id()).toString());
    }

    private String name(String mode) {
        String id = mode.substring("container:".length());
        return engine.inspectContainer(id)
                .map(there -> Fields.of(there).text("Name"))
                .orElse("container that is gone");
    }
}
