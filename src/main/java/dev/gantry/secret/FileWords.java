package dev.gantry.secret;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What is wrong with a file: Java's own exceptions often say no more than its name. */
final class FileWords {
    private FileWords() {}

    static String of(IOException failed) {
        return switch (failed) {
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case NoSuchFileException missing -> missing.getFile() + " is not there";
            case FileSystemException file ->
                    file.getFile() + ": " + String.valueOf(file.getReason());
            default -> String.valueOf(failed.getMessage());
        };
    }
}
