package dev.gantry.compose.model;

import dev.gantry.doc.MapNode;

/**
 * One entry of {@code volumes}.
 *
 * @param source an absolute path for binds, the key of a project's volume for volumes, empty for
 *     anonymous volumes and tmpfs
 * @param canonical the long form, with the options of the type
 */
public record Mount(Type type, String source, String target, boolean readOnly, MapNode canonical) {

    /** The types of the specification. */
    public enum Type {
        BIND,
        VOLUME,
        TMPFS,
        NPIPE,
        CLUSTER,
        IMAGE
    }
}
