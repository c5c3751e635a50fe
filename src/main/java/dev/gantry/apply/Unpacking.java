package dev.gantry.apply;

import dev.gantry.engine.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Unpacks an archive that a container made, which nobody needs to trust: nothing is written outside
 * the root, and nothing through a symbolic link, of the archive's or not.
 *
 * @param root what the first name of every entry stands for
 */
public record Unpacking(Path root) {

    /**
     * Unpacks the whole archive; what was written before a failure stays.
     *
     * @throws IOException where the archive is broken, would lead out of the root, or cannot be
     *     written
     */
    public void unpack(InputStream archive) throws IOException {
        TarReader tar = new TarReader(archive);
        Map<Path, TarReader.Entry> folders = new LinkedHashMap<>();
        for (Optional<TarReader.Entry> next = tar.next(); next.isPresent(); next = tar.next()) {
            TarReader.Entry entry = next.get();
            Path path = place(entry.name());
            switch (entry.type()) {
                case '5' -> {
                    folder(path);
                    folders.put(path, entry);
                }
                case '0', '7' -> file(path, entry, tar.content());
                case '2' -> link(path, entry);
                case '1' -> same(path, entry);
                default ->
                        throw new IOException(
                                entry.name() + " is a device or the like: it is not copied");
            }
        }
        for (Map.Entry<Path, TarReader.Entry> folder : folders.entrySet()) {
            finish(folder.getKey(), folder.getValue());
        }
    }

    /** Where an entry belongs; every folder above it is one, and no link. */
    private Path place(String name) throws IOException {
        Path given;
        try {
            given = Path.of(name);
        } catch (InvalidPathException strange) {
            throw new IOException("a strange name in the archive: " + name, strange);
        }
        if (given.isAbsolute() || name.isEmpty()) {
            throw outside(name);
        }
        Path path = root;
        for (int i = 0; i < given.getNameCount(); i++) {
            String part = given.getName(i).toString();
            if (part.equals("..")) {
                throw outside(name);
            }
            if (i > 0) {
                requireFolder(path, name);
                path = path.resolve(part);
            }
        }
        return path;
    }

    private static void requireFolder(Path path, String name) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw outside(name);
        }
    }

    private static IOException outside(String name) {
        return new IOException(name + " would lead out of the folder: it is not copied");
    }

    private static void folder(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(path);
        }
        Files.setPosixFilePermissions(path, permissions(0700));
    }

    private static void file(Path path, TarReader.Entry entry, InputStream content)
            throws IOException {
        clear(path);
        try (OutputStream out =
                Files.newOutputStream(
                        path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            content.transferTo(out);
        }
        finish(path, entry);
    }

    private static void link(Path path, TarReader.Entry entry) throws IOException {
        clear(path);
        Files.createSymbolicLink(path, Path.of(entry.target()));
    }

    /** A hard link: a copy, since the other one may have been there before. */
    private void same(Path path, TarReader.Entry entry) throws IOException {
        Path other = place(entry.target());
        if (!Files.isRegularFile(other, LinkOption.NOFOLLOW_LINKS)) {
            throw outside(entry.target());
        }
        clear(path);
        Files.copy(other, path);
        finish(path, entry);
    }

    /** What is replaced; a folder is not. */
    private static void clear(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("a folder is in the way: " + path);
        }
        Files.deleteIfExists(path);
    }

    private static void finish(Path path, TarReader.Entry entry) throws IOException {
        Files.setPosixFilePermissions(path, permissions(entry.mode()));
        Files.setLastModifiedTime(path, FileTime.fromMillis(entry.seconds() * 1000));
    }

    /** The nine usual bits: what a container made does not get another's rights here. */
    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int i = 0; i < all.length; i++) {
            if ((mode & (0400 >> i)) != 0) {
                permissions.add(all[i]);
            }
        }
        return permissions;
    }
}
