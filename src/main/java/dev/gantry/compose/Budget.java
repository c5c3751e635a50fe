package dev.gantry.compose;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.List;
import java.util.Map;

/**
 * How much the files of one project may come to. A small file can ask for much: aliases, services
 * that extend one another, files that include one another twice, env files for every service. What
 * is counted is about what the model will take in memory and in print.
 */
final class Budget {
    private static final long MOST_MADE = 40L << 20;
    private static final long MOST_WORK = 160L << 20;
    private static final int VALUE = 24;
    private static final int MAPPING = 100;
    private static final int FILE = 4096;

    private static final int MOST_PORTS = 1 << 17;

    private long read;
    private long made;
    private long work;
    private int ports;

    /** This document is kept, for whoever asks for its file again. */
    void read(Node document) {
        read += size(document, 0, MOST_MADE - read);
        if (read > MOST_MADE) {
            throw exceeded(document.location());
        }
    }

    /** A file is gone through. */
    void file(Location at) {
        work(FILE, at);
    }

    /**
     * This tree becomes part of the model.
     *
     * @param at where that is asked for
     */
    void made(Node tree, Location at) {
        long size = size(tree, 0, MOST_MADE - made);
        made += size;
        if (made > MOST_MADE) {
            throw exceeded(at);
        }
        work(size, at);
    }

    /** These variables do. */
    void made(Map<String, ScalarNode> variables, Location at) {
        for (var variable : variables.entrySet()) {
            made += VALUE + variable.getKey().length();
            made(variable.getValue(), at);
        }
    }

    /** A range of ports becomes that many entries. */
    void ports(int many, Location at) {
        ports += many;
        if (ports > MOST_PORTS) {
            throw new InputException(
                    List.of(
                            Problem.error(
                                    at,
                                    "too many ports",
                                    "the files publish at most " + MOST_PORTS + " all in all")));
        }
    }

    /** This tree is gone through once more. */
    void seen(Node tree, Location at) {
        work(size(tree, 0, MOST_WORK - work), at);
    }

    private void work(long size, Location at) {
        work += size;
        if (work > MOST_WORK) {
            throw exceeded(at);
        }
    }

    private static InputException exceeded(Location at) {
        return new InputException(
                List.of(
                        Problem.error(
                                at,
                                "the files come to too much",
                                "at most about "
                                        + (MOST_MADE >> 20)
                                        + " MiB, once aliases, extends, include and env files are followed")));
    }

    /** Stops counting beyond {@code most}. */
    private static long size(Node node, int depth, long most) {
        long size = VALUE + 2L * depth;
        switch (node) {
            case ScalarNode scalar -> size += printed(scalar.text(), depth);
            case ListNode list -> {
                for (Node item : list.items()) {
                    if (size > most) {
                        break;
                    }
                    size += size(item, depth + 1, most - size);
                }
            }
            case MapNode map -> {
                size += MAPPING;
                for (var entry : map.entries().entrySet()) {
                    if (size > most) {
                        break;
                    }
                    size += VALUE + entry.getKey().length();
                    size += size(entry.getValue().value(), depth + 1, most - size);
                }
            }
        }
        return size;
    }

    /** Characters that are written as {@code \}u0000, and lines that are indented, take more. */
    private static long printed(String text, int depth) {
        long size = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                size += 2L * depth + 1;
            } else if (c < ' ' || c == '<' || c == '>' || c == '&') {
                size += 5;
            }
        }
        return size;
    }
}
