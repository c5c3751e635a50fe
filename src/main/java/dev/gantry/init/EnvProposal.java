package dev.gantry.init;

import java.util.List;

/**
 * What becomes of an example of an env file.
 *
 * @param path of the env file
 * @param from the example
 * @param text of the env file; holds secrets
 * @param exists whether the env file is there already: then it stays as it is
 */
public record EnvProposal(String path, String from, String text, List<Item> items, boolean exists) {

    /** What a variable's value is. */
    public enum Fate {
        /** As in the example. */
        KEPT,
        /** Made up here, at least 128 bits of it. */
        GENERATED,
        /** A token, signed with the secret beside it. */
        SIGNED,
        /** Nothing: only somebody else, or a tool, can make it. */
        EMPTY,
        /** As in the example, which plainly stands for something else. */
        STANDING_IN
    }

    /**
     * One variable.
     *
     * @param reason why it is so; empty where it is plain
     */
    public record Item(String name, Fate fate, String reason) {}

    /** The variables of one fate. */
    public List<Item> items(Fate fate) {
        return items.stream().filter(item -> item.fate() == fate).toList();
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "EnvProposal[" + path + " from " + from + "]";
    }
}
