package dev.gantry.check;

import dev.gantry.compose.model.Mount;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Volume;
import dev.gantry.doc.Fields;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of a mount lie.
 *
 * @param path on the host; empty where the engine chooses it
 * @param type of the file system that the engine mounts itself, such as {@code nfs}; empty for none
 */
record Storage(String path, String type) {

    static Storage of(Project project, Mount mount) {
        return switch (mount.type()) {
            case BIND -> new Storage(mount.source(), "");
            case VOLUME -> of(project.volumes().get(mount.source()));
            case TMPFS, NPIPE, CLUSTER, IMAGE -> new Storage("", "");
        };
    }

    private static Storage of(@Nullable Volume volume) {
        if (volume == null) {
            return new Storage("", "");
        }
        Fields options = Fields.of(volume.canonical()).map("driver_opts");
        String type = options.text("type").toLowerCase(Locale.ROOT);
        boolean bound = ("," + options.text("o") + ",").contains("bind,");
        return bound ? new Storage(options.text("device"), "") : new Storage("", type);
    }
}
