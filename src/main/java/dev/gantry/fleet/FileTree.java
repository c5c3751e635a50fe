package dev.gantry.fleet;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file or a folder of this machine with all that is in it, folders before what they hold, by
 * name: the same content in the same order wherever it is checked out.
 */
public record FileTree(List<Entry> entries) {

    /** One thing in the tree; its {@code name} is relative, and empty for the tree's own root. */
    public sealed interface Entry {
        String name();
    }

    /** A folder, with its permission bits. */
    public record Folder(String name, int mode) implements Entry {}

    /**
     * A file.
     *
     * @param modified in seconds since the epoch; no part of the content
     */
    public record Plain(String name, Path path, int mode, long size, long modified)
            implements Entry {}

    /** A symbolic link, kept as it is. */
    public record Link(String name, String target) implements Entry {}

    /** A tree that has more than the limits allow. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(String message) {
            super(message);
        }
    }

    /**
     * Looks at the tree without reading the files. A link at its root is followed.
     *
     * @throws IOException when something cannot be read, is no file, or is too much
     */
    public static FileTree of(Path root, Limits limits) throws IOException {
        Reading reading = new Reading(limits);
        reading.add("", root.toRealPath());
        return new FileTree(List.copyOf(reading.entries));
    }

    /** How much a tree may hold. */
    public record Limits(long bytes, int entries) {}

    public boolean folder() {
        return entries.getFirst() instanceof Folder;
    }

    /** Everything that makes the content: kinds, names, permission bits, links, bytes. */
    void writeTo(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        for (Entry entry : entries) {
            switch (entry) {
                case Folder folder -> head(data, 'd', folder.name(), folder.mode(), 0);
                case Link link -> {
                    head(data, 'l', link.name(), 0, 0);
                    text(data, link.target());
                }
                case Plain file -> {
                    head(data, 'f', file.name(), file.mode(), file.size());
                    try (InputStream content = Files.newInputStream(file.path())) {
                        content.transferTo(data);
                    }
                }
            }
        }
        data.flush();
    }

    private static void head(DataOutputStream out, char kind, String name, int mode, long size)
            throws IOException {
        out.writeByte(kind);
        text(out, name);
        out.writeInt(mode);
        out.writeLong(size);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** The tree while it grows. */
    private static final class Reading {
        private final Limits limits;
        private final List<Entry> entries = new ArrayList<>();
        private long bytes;

        Reading(Limits limits) {
            this.limits = limits;
        }

        void add(String name, Path path) throws IOException {
            BasicFileAttributes attributes =
                    Files.readAttributes(
                            path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isSymbolicLink()) {
                entries.add(new Link(name, Files.readSymbolicLink(path).toString()));
            } else if (attributes.isDirectory()) {
                entries.add(new Folder(name, mode(path)));
                addAll(name, path);
            } else if (attributes.isRegularFile()) {
                bytes += attributes.size();
                long modified = attributes.lastModifiedTime().toMillis() / 1000;
                entries.add(new Plain(name, path, mode(path), attributes.size(), modified));
            } else {
                throw new IOException(path + " is a socket, a pipe or a device");
            }
            requireWithin();
        }

        private void addAll(String name, Path folder) throws IOException {
            List<Path> children;
            try (Stream<Path> listed = Files.list(folder)) {
                children = listed.sorted(FileTree::byName).toList();
            }
            for (Path child : children) {
                add(name.isEmpty() ? last(child) : name + "/" + last(child), child);
            }
        }

        private void requireWithin() throws TooLargeException {
            if (bytes > limits.bytes()) {
                throw new TooLargeException("more than " + (limits.bytes() >> 20) + " MiB");
            }
            if (entries.size() > limits.entries()) {
                throw new TooLargeException("more than " + limits.entries() + " files");
            }
        }

        private static int mode(Path path) throws IOException {
            Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            return mode instanceof Integer bits ? bits & 07777 : 0;
        }
    }

    private static int byName(Path one, Path other) {
        return last(one).compareTo(last(other));
    }

    private static String last(Path path) {
        return String.valueOf(path.getFileName());
    }
}
