package dev.gantry.secret;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder that only its owner may look into, and whole files in it. */
record OwnFiles(Path folder) {

    /** Replaces a file, at once: whoever reads it sees the old one or the new one. */
    void write(String name, byte[] content) throws IOException {
        Path written = temporary(content);
        try {
            Files.move(
                    written,
                    folder.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** Makes a file, at once, that must not be there yet. */
    void create(String name, byte[] content) throws IOException {
        Path written = temporary(content);
        try {
            Files.createLink(folder.resolve(name), written);
        } catch (FileAlreadyExistsException there) {
            throw there;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.move(written, folder.resolve(name));
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private Path temporary(byte[] content) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, owners("rwx------"));
        }
        Path written = Files.createTempFile(folder, ".new-", "", owners("rw-------"));
        Files.write(written, content);
        return written;
    }

    private static FileAttribute<?>[] owners(String mode) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
                }
                : new FileAttribute<?>[0];
    }
}
