package dev.gantry.secret;

import dev.gantry.diag.Location;
import dev.gantry.diag.OperationException;
import dev.gantry.diag.Problems;
import dev.gantry.doc.TextFile;
import dev.gantry.doc.TextFile.UnreadableException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The file of a vault, read and replaced whole. */
record VaultFile(VaultSettings settings) {
    private static final int LARGEST = 16 << 20;

    /** Nothing where there is no file. */
    Optional<String> text(Problems problems) {
        try {
            return Optional.of(TextFile.read(settings.path(), LARGEST));
        } catch (UnreadableException wrong) {
            if (!wrong.isMissing()) {
                Location place =
                        wrong.line() == 0
                                ? settings.location()
                                : new Location(settings.file(), wrong.line(), wrong.column());
                String what = "the vault " + settings.file() + " " + wrong.reason();
                problems.error(place, what, wrong.hint());
            }
            return Optional.empty();
        }
    }

    /**
     * Puts another text in the place of the one that was read.
     *
     * @param before what was read; empty where there was no file
     * @throws OperationException when the file has changed meanwhile, or cannot be written
     */
    void replace(String before, String after) {
        Path target = target();
        Path draft = target.resolveSibling(target.getFileName() + ".new");
        try {
            Files.createFile(draft);
        } catch (FileAlreadyExistsException busy) {
            throw new OperationException(
                    "somebody else is changing " + settings.file() + ", or was killed at it",
                    "nothing was written; where nobody is at it any more, remove " + draft,
                    busy);
        } catch (IOException failed) {
            throw unwritten(failed);
        }
        try {
            write(draft, target, before, after);
        } catch (IOException failed) {
            throw unwritten(failed);
        } finally {
            discard(draft);
        }
    }

    /** A link stays one. */
    private Path target() {
        try {
            return Files.exists(settings.path()) ? settings.path().toRealPath() : settings.path();
        } catch (IOException failed) {
            throw unwritten(failed);
        }
    }

    private void write(Path draft, Path target, String before, String after) throws IOException {
        boolean there = Files.exists(target);
        if (!before.equals(there ? Files.readString(target) : "")) {
            throw new OperationException(
                    settings.file() + " was changed by somebody else meanwhile",
                    "nothing was written; try again");
        }
        Files.writeString(draft, after);
        if (there) {
            Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(target));
        }
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void discard(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException stays) {
            // The next run tells of it.
        }
    }

    private OperationException unwritten(IOException failed) {
        return new OperationException(
                settings.file() + " cannot be written: " + failed.getMessage(),
                "nothing was changed",
                failed);
    }
}
