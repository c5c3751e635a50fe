package dev.gantry.build;

import dev.gantry.engine.TarWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder of this machine as the classic builder takes it: an archive without what its ignore file
 * names, everything owned by root. The same files make the same bytes.
 *
 * @param folder absolute
 * @param dockerfile its path below the folder, or the name that it gets there
 * @param foreign the Dockerfile where it is not in the folder
 */
record ContextArchive(Path folder, String dockerfile, Foreign foreign) {
    private static final String IGNORE = ".dockerignore";

    /** What a Dockerfile from elsewhere is called in the archive. */
    private static final String FOREIGN = ".dockerfile.gantry";

    /** Where a Dockerfile is that is not in the folder. */
    sealed interface Foreign {}

    /** It is in the folder. */
    record None() implements Foreign {}

    record Text(String text) implements Foreign {}

    record Elsewhere(Path file) implements Foreign {}

    static ContextArchive of(BuildOrder order) {
        Path folder = order.folder().orElseThrow();
        if (order.inline().isPresent()) {
            return new ContextArchive(folder, FOREIGN, new Text(order.inline().get()));
        }
        Path file = order.dockerfile();
        return file.startsWith(folder)
                ? new ContextArchive(folder, folder.relativize(file).toString(), new None())
                : new ContextArchive(folder, FOREIGN, new Elsewhere(file));
    }

    /** The archive has its end, and the stream is closed, only where everything is in it. */
    void pack(OutputStream out) throws IOException {
        TarWriter tar = new TarWriter(out, 0);
        walk(tar, rules(), folder);
        switch (foreign) {
            case None _ -> {}
            case Text inline -> addForeign(tar, inline.text());
            case Elsewhere other -> addForeign(tar, Files.readString(other.file()));
        }
        tar.close();
    }

    /**
     * Those of the Dockerfile's own ignore file, where it has one. They bring back what the build
     * itself needs.
     *
     * @throws IOException where the file cannot be read, or is wrong
     */
    IgnoreRules rules() throws IOException {
        Path own =
                switch (foreign) {
                    case None _, Text _ -> folder.resolve(dockerfile + IGNORE);
                    case Elsewhere other ->
                            other.file().resolveSibling(other.file().getFileName() + IGNORE);
                };
        Path file = Files.exists(own) ? own : folder.resolve(IGNORE);
        try {
            return IgnoreRules.parse(Files.exists(file) ? Files.readString(file) : "")
                    .keeping(List.of(dockerfile, IGNORE));
        } catch (IllegalArgumentException wrong) {
            throw new IOException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    /** The builder takes the Dockerfile away again before a command could copy it. */
    private String ignoringForeign() throws IOException {
        Path file = folder.resolve(IGNORE);
        return (Files.exists(file) ? Files.readString(file) : IGNORE) + "\n" + FOREIGN + "\n";
    }

    private void addForeign(TarWriter tar, String text) throws IOException {
        add(tar, IGNORE, ignoringForeign());
        add(tar, FOREIGN, text);
    }

    private static void add(TarWriter tar, String name, String content) throws IOException {
        tar.at(0);
        tar.file(name, TarWriter.Owner.root(0600), content.getBytes(StandardCharsets.UTF_8));
    }

    private void walk(TarWriter tar, IgnoreRules rules, Path from) throws IOException {
        List<Path> sorted;
        try (Stream<Path> files = Files.list(from)) {
            sorted = files.sorted().toList();
        }
        for (Path file : sorted) {
            String name = folder.relativize(file).toString();
            boolean replaced = !(foreign instanceof None) && name.equals(IGNORE);
            boolean ignored = replaced || rules.ignores(name);
            if (!ignored) {
                add(tar, name, file);
            }
            boolean within = !ignored || rules.mayKeepBelow(name);
            if (within && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                walk(tar, rules, file);
            }
        }
    }

    /** Sockets and the like are left out, as Docker does. */
    private static void add(TarWriter tar, String name, Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        tar.at(attributes.lastModifiedTime().toMillis() / 1000);
        if (attributes.isSymbolicLink()) {
            tar.link(name, Files.readSymbolicLink(file).toString());
        } else if (attributes.isDirectory()) {
            tar.directory(name, owner(file));
        } else if (attributes.isRegularFile()) {
            try (InputStream content = Files.newInputStream(file)) {
                tar.file(name, owner(file), attributes.size(), content);
            }
        }
    }

    private static TarWriter.Owner owner(Path path) throws IOException {
        Map<String, Object> unix =
                Files.readAttributes(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        int mode = unix.get("mode") instanceof Integer number ? number & 07777 : 0644;
        return TarWriter.Owner.root(mode);
    }
}
