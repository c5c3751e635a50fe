package dev.gantry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a fault of Gantry itself is written down, for a report to its makers. Holds the kinds and
 * the places of what was thrown, never the messages: these may quote what stands in the user's
 * files.
 */
final class FaultLog {
    private final Path directory;

    FaultLog(Invocation invocation) {
        this.directory = invocation.state().resolve("faults");
    }

    /** A name for a fault at that time. */
    static String id(Instant time) {
        return "fault-" + Long.toString(time.toEpochMilli(), Character.MAX_RADIX);
    }

    /** Writes it; the file, or empty where none can be written. */
    Optional<Path> record(String id, Throwable fault) {
        Path file = directory.resolve(id + ".log");
        try {
            Files.createDirectories(directory);
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text(id, fault), StandardOpenOption.WRITE);
            return Optional.of(file);
        } catch (IOException | UnsupportedOperationException unwritable) {
            return Optional.empty();
        }
    }

    private static String text(String id, Throwable fault) {
        StringBuilder out = new StringBuilder();
        out.append(id).append(": ").append(VersionCommand.line());
        out.append(", Java ").append(Runtime.version()).append('\n');
        List<Throwable> chain = chain(fault);
        for (Throwable one : chain) {
            out.append(one == fault ? "" : "caused by ").append(one.getClass().getName());
            out.append('\n');
            for (StackTraceElement frame : one.getStackTrace()) {
                out.append("    at ").append(frame).append('\n');
            }
        }
        return out.toString();
    }

    private static List<Throwable> chain(Throwable fault) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable one = fault; one != null && !chain.contains(one); one = one.getCause()) {
            chain.add(one);
        }
        return chain;
    }
}
