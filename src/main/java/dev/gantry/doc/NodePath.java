package dev.gantry.doc;

import org.jspecify.annotations.Nullable;

/**
 * Where a value hangs in its document: {@code services.web.ports[0]}. Cheap to extend on the way
 * down; only messages turn it into text.
 */
public record NodePath(@Nullable NodePath parent, String key) {
    private static final NodePath ROOT = new NodePath(null, "");

    /** The document itself. */
    public static NodePath root() {
        return ROOT;
    }

    public NodePath child(String name) {
        return new NodePath(this, name);
    }

    /** The path of the item with this index, from 0. */
    public NodePath item(int index) {
        return new NodePath(this, "[" + index + "]");
    }

    /** How many steps from the document. */
    public int depth() {
        return parent == null ? 0 : parent.depth() + 1;
    }

    @Override
    public String toString() {
        if (parent == null) {
            return key;
        }
        String before = parent.toString();
        return before.isEmpty() || key.startsWith("[") ? before + key : before + "." + key;
    }
}
