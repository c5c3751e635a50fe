package dev.gantry.cli;

import dev.gantry.diag.OperationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Files that are to be written where none is: each is there as a whole or not at all, and what
 * stands at its place already stays.
 */
final class NewFiles {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    /** One file, whose text may hold secrets. */
    private static final class Entry {
        private final String path;
        private final String text;
        private final boolean secret;

        Entry(String path, String text, boolean secret) {
            this.path = path;
            this.text = text;
            this.secret = secret;
        }
    }

    private final Path directory;
    private final List<Entry> entries = new ArrayList<>();

    NewFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * @param secret whether only the owner may read it (mode 0600)
     */
    void add(String path, String text, boolean secret) {
        entries.add(new Entry(path, text, secret));
    }

    List<String> names() {
        return entries.stream().map(entry -> entry.path).toList();
    }

    /**
     * Their paths.
     *
     * @throws OperationException when one cannot be written, or stands there all of a sudden; those
     *     before it are written then
     */
    List<String> write() {
        List<String> written = new ArrayList<>();
        for (Entry entry : entries) {
            try {
                write(entry);
            } catch (FileAlreadyExistsException there) {
                throw failed(entry, "it is there already", written);
            } catch (IOException failed) {
                throw failed(entry, String.valueOf(failed.getMessage()), written);
            }
            written.add(entry.path);
        }
        return written;
    }

    private void write(Entry entry) throws IOException {
        Path target = directory.resolve(entry.path);
        Path folder = target.toAbsolutePath().getParent();
        Path part = target.resolveSibling("." + target.getFileName() + ".gantry-new");
        Files.deleteIfExists(part);
        try {
            create(part, entry.secret && isPosix(folder == null ? directory : folder));
            Files.writeString(
                    part, entry.text, StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Before anything is in it, nobody else may read it. */
    private static void create(Path file, boolean secret) throws IOException {
        if (secret) {
            FileAttribute<Set<PosixFilePermission>> mode =
                    PosixFilePermissions.asFileAttribute(OWNER_ONLY);
            Files.createFile(file, mode);
        } else {
            Files.createFile(file);
        }
    }

    private static boolean isPosix(Path folder) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix");
    }

    private static OperationException failed(Entry entry, String why, List<String> written) {
        return new OperationException(
                "cannot write "
                        + entry.path
                        + ": "
                        + why
                        + (written.isEmpty() ? "" : "; written: " + String.join(", ", written)),
                "see to it and run gantry init again: it leaves what is there as it is");
    }
}
