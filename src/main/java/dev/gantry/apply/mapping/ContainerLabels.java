package dev.gantry.apply.mapping;

import dev.gantry.compose.model.Dependency;
import dev.gantry.compose.model.Network;
import dev.gantry.compose.model.OneOff;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Readiness;
import dev.gantry.compose.model.Service;
import dev.gantry.compose.model.Volume;
import dev.gantry.doc.Fields;
import dev.gantry.plan.ComposeLabels;
import dev.gantry.plan.CopiedFiles;
import dev.gantry.plan.DeliveredFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The labels by which Docker Compose knows its own, under {@code com.docker.compose.}. */
final class ContainerLabels {
    /** On a container that took another's place: the id of that one. */
    static final String REPLACES = ComposeLabels.PREFIX + "replace";

    private ContainerLabels() {}

    static SequencedMap<String, String> of(ContainerOrder order) {
        Project project = order.project();
        Service service = order.service();
        SequencedMap<String, String> labels = new TreeMap<>(order.fields().pairs("labels"));
        labels.put(ComposeLabels.PROJECT, project.name());
        labels.put(ComposeLabels.SERVICE, service.name());
        labels.put(ComposeLabels.VERSION, ComposeLabels.PEER);
        Optional<OneOff> run = OneOff.of(service);
        labels.put(ComposeLabels.ONE_OFF, run.isPresent() ? "True" : "False");
        labels.put(ComposeLabels.CONFIG_HASH, order.hash());
        run.ifPresentOrElse(
                one -> labels.put(ComposeLabels.PREFIX + "slug", one.slug()),
                () -> labels.put(ComposeLabels.NUMBER, Integer.toString(order.number())));
        labels.put(ComposeLabels.IMAGE, order.site().imageId());
        labels.put(ComposeLabels.PREFIX + "depends_on", dependencies(order));
        labels.put(ComposeLabels.WORKING_DIR, project.directory().toString());
        labels.put(ComposeLabels.PREFIX + "project.config_files", joined(project.files()));
        if (!project.envFiles().isEmpty()) {
            labels.put(
                    ComposeLabels.PREFIX + "project.environment_file", joined(project.envFiles()));
        }
        if (!order.site().delivered().isEmpty()) {
            labels.put(DeliveredFiles.LABEL, DeliveredFiles.label(order.site().delivered()));
        }
        String copies = order.site().ofFleet() ? CopiedFiles.label(project, service) : "";
        if (!copies.isEmpty()) {
            labels.put(CopiedFiles.LABEL, copies);
        }
        if (!order.site().replaces().isEmpty()) {
            labels.put(REPLACES, order.site().replaces());
        }
        return labels;
    }

    /**
     * @param project empty for a network of the fleet, which belongs to no project
     */
    static SequencedMap<String, String> of(String project, Network network) {
        return of(
                project,
                ComposeLabels.NETWORK,
                network.key(),
                network.hash(),
                Fields.of(network.canonical()));
    }

    static SequencedMap<String, String> of(String project, Volume volume) {
        return of(
                project,
                ComposeLabels.VOLUME,
                volume.key(),
                volume.hash(),
                Fields.of(volume.canonical()));
    }

    private static SequencedMap<String, String> of(
            String project, String kind, String key, String hash, Fields canonical) {
        SequencedMap<String, String> labels = new TreeMap<>(canonical.pairs("labels"));
        if (!project.isEmpty()) {
            labels.put(ComposeLabels.PROJECT, project);
            labels.put(kind, key);
            labels.put(ComposeLabels.VERSION, ComposeLabels.PEER);
            labels.put(ComposeLabels.CONFIG_HASH, hash);
        }
        return labels;
    }

    /** Those that are there: what is not required may be switched off. */
    private static String dependencies(ContainerOrder order) {
        StringJoiner joined = new StringJoiner(",");
        for (Dependency one : order.service().dependsOn()) {
            if (order.project().services().containsKey(one.service())) {
                joined.add(one.service() + ":" + condition(one.readiness()) + ":" + one.restart());
            }
        }
        return joined.toString();
    }

    private static String condition(Readiness readiness) {
        return switch (readiness) {
            case STARTED -> "service_started";
            case HEALTHY -> "service_healthy";
            case COMPLETED -> "service_completed_successfully";
        };
    }

    private static String joined(List<Path> files) {
        StringJoiner joined = new StringJoiner(",");
        files.forEach(file -> joined.add(file.toString()));
        return joined.toString();
    }
}
