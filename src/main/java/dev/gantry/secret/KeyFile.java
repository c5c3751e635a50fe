package dev.gantry.secret;

import dev.gantry.diag.OperationException;
import dev.gantry.doc.TextFile;
import dev.gantry.doc.TextFile.UnreadableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/** Files that only their owner may read: keys, 32 random bytes in Base64, and passphrases. */
record KeyFile(Path path) {
    private static final Set<PosixFilePermission> OF_OTHERS =
            EnumSet.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);
    private static final int LARGEST = 4096;

    /** Puts a key into a file that was not there. */
    void write(byte[] key) {
        try {
            Path whole = path.toAbsolutePath();
            String line = Base64.getEncoder().encodeToString(key) + "\n";
            new OwnFiles(whole.resolveSibling(""))
                    .create(whole.getFileName().toString(), line.getBytes(StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException there) {
            throw new OperationException(
                    "there is a file " + path + " already", "give the new key another path", there);
        } catch (IOException failed) {
            throw new OperationException(
                    "the key file " + path + " cannot be written: " + failed.getMessage(),
                    "choose another place",
                    failed);
        }
    }

    /**
     * The key.
     *
     * @throws OperationException when there is none, or others may read it
     */
    byte[] key() {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(line());
        } catch (IllegalArgumentException noBase64) {
            key = new byte[0];
        }
        if (key.length != Seal.KEY_BYTES) {
            throw new OperationException(
                    path + " holds no key of a vault",
                    "a key is 32 bytes in Base64, as `gantry secret set --key-file` makes it");
        }
        return key;
    }

    /**
     * The first line.
     *
     * @throws OperationException when there is none, or others may read it
     */
    String line() {
        try {
            requirePrivate();
            return TextFile.read(path, LARGEST).lines().findFirst().orElse("");
        } catch (NoSuchFileException missing) {
            throw new OperationException(
                    "there is no file " + path, "bring it here, or mend the path", missing);
        } catch (UnreadableException wrong) {
            throw new OperationException(path + " " + wrong.reason(), wrong.hint(), wrong);
        } catch (IOException failed) {
            throw new OperationException(
                    path + " cannot be read: " + failed.getMessage(), "mend the path", failed);
        }
    }

    private void requirePrivate() throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        permissions.addAll(Files.getPosixFilePermissions(path));
        permissions.retainAll(OF_OTHERS);
        if (!permissions.isEmpty()) {
            throw new OperationException(
                    path + " can be read or written by others than its owner", "chmod 600 " + path);
        }
    }
}
