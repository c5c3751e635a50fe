package dev.gantry.plan;

import dev.gantry.compose.model.FileGrant;
import dev.gantry.compose.model.Mount;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import dev.gantry.compose.model.Volume;
import dev.gantry.doc.Fields;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/** The mounts of a container and of a service in the same words: {@code source:target[:ro]}. */
final class ContainerMounts {
    private static final int GENERATED_NAME = 64;
    private static final String HEX = "0123456789abcdef";

    private ContainerMounts() {}

    /** Binds and named volumes, as an inspection shows them. */
    static SequencedSet<String> actual(Service service, Fields inspection) {
        SequencedSet<String> mounts = new TreeSet<>();
        Set<String> delivered =
                DeliveredFiles.paths(inspection.map("Config").pairs("Labels")).keySet();
        for (Fields mount : inspection.maps("Mounts")) {
            boolean volume = mount.text("Type").equals("volume");
            String source = mount.text(volume ? "Name" : "Source");
            boolean anonymous = volume && isGenerated(source);
            String target = mount.text("Destination");
            boolean told = !anonymous && !isGrant(service, target) && !delivered.contains(target);
            if (told && (volume || mount.text("Type").equals("bind"))) {
                mounts.add(words(source, target, !mount.flag("RW")));
            }
        }
        return mounts;
    }

    /**
     * @param delivered the mount points whose sources depend on what was delivered
     */
    static SequencedSet<String> desired(Project project, Service service, Set<String> delivered) {
        SequencedSet<String> mounts = new TreeSet<>();
        for (Mount mount : service.mounts()) {
            if (delivered.contains(mount.target())) {
                continue;
            }
            if (mount.type() == Mount.Type.BIND) {
                mounts.add(words(mount.source(), mount.target(), mount.readOnly()));
            } else if (mount.type() == Mount.Type.VOLUME && !mount.source().isEmpty()) {
                Volume volume = project.volumes().get(mount.source());
                String name = volume == null ? mount.source() : volume.name();
                mounts.add(words(name, mount.target(), mount.readOnly()));
            }
        }
        return mounts;
    }

    /** Whether the engine made the volume's name up, for want of one. */
    static boolean isGenerated(String volume) {
        return volume.length() == GENERATED_NAME
                && volume.chars().allMatch(c -> HEX.indexOf(c) >= 0);
    }

    /** Where configs and secrets are mounted: their sources depend on how they are delivered. */
    private static boolean isGrant(Service service, String target) {
        return service.configs().stream().map(FileGrant::target).anyMatch(target::equals)
                || service.secrets().stream().map(FileGrant::target).anyMatch(target::equals);
    }

    private static String words(String source, String target, boolean readOnly) {
        return source + ":" + target + (readOnly ? ":ro" : "");
    }
}
