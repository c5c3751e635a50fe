package dev.gantry.lab;

import dev.gantry.engine.TarWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One layer of an image, written to a file.
 *
 * @param tar uncompressed
 * @param digest of the file; the image format calls it {@code diff_id}
 */
record Layer(Path tar, String digest) {
    private static final Set<String> MERGED = Set.of("/bin", "/sbin", "/lib", "/lib64");

    /** Writes the entries, and the folders that they stand in, in the order of their paths. */
    static Layer write(Path tar, Map<String, LayerEntry> entries) throws IOException {
        SortedMap<String, LayerEntry> all = new TreeMap<>(entries);
        entries.keySet().forEach(path -> addParents(path, all));
        Digest.Stream digest =
                new Digest.Stream(new BufferedOutputStream(Files.newOutputStream(tar), 1 << 16));
        try (TarWriter writer = new TarWriter(digest, 0)) {
            for (var entry : all.entrySet()) {
                write(writer, entry.getKey().substring(1), entry.getValue());
            }
        }
        return new Layer(tar, digest.hex());
    }

    private static void addParents(String path, SortedMap<String, LayerEntry> all) {
        for (int slash = path.lastIndexOf('/');
                slash > 0;
                slash = path.lastIndexOf('/', slash - 1)) {
            String parent = path.substring(0, slash);
            if (!MERGED.contains(parent)) {
                all.putIfAbsent(parent, new LayerEntry.Folder(TarWriter.Owner.root(0755)));
            }
        }
    }

    private static void write(TarWriter writer, String name, LayerEntry entry) throws IOException {
        switch (entry) {
            case LayerEntry.Unpacked(Path source) -> write(writer, name, source);
            case LayerEntry.Text(String content, int mode) ->
                    writer.file(
                            name,
                            TarWriter.Owner.root(mode),
                            content.getBytes(StandardCharsets.UTF_8));
            case LayerEntry.Link(String target) -> writer.link(name, target);
            case LayerEntry.Folder(TarWriter.Owner owner) -> writer.directory(name, owner);
        }
    }

    private static void write(TarWriter writer, String name, Path source) throws IOException {
        if (Files.isSymbolicLink(source)) {
            writer.link(name, Files.readSymbolicLink(source).toString());
            return;
        }
        TarWriter.Owner owner =
                new TarWriter.Owner(
                        attribute(source, "mode") & 07777,
                        attribute(source, "uid"),
                        attribute(source, "gid"));
        if (Files.isDirectory(source)) {
            writer.directory(name, owner);
            return;
        }
        try (InputStream content = Files.newInputStream(source)) {
            writer.file(name, owner, Files.size(source), content);
        }
    }

    private static int attribute(Path source, String name) throws IOException {
        Object value = Files.getAttribute(source, "unix:" + name, LinkOption.NOFOLLOW_LINKS);
        return ((Number) value).intValue();
    }
}
