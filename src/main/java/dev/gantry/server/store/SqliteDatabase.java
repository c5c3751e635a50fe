package dev.gantry.server.store;

import dev.gantry.diag.CancelledException;
import dev.gantry.diag.OperationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteException;

/** A file of the user's own. */
record SqliteDatabase(Path file) implements Database {
    private static final int BUSY_MILLIS = 5000;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final String ELSEWHERE =
            "name another folder with --state, or a PostgreSQL with --database";

    @Override
    public String shown() {
        return file.toString();
    }

    /** Writers take their turn from the beginning: one that reads first could not wait later. */
    @Override
    public DataSource connections() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.enforceForeignKeys(true);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toUri());
        return source;
    }

    /** What SQLite makes beside the file has the mode of the file. */
    @Override
    public void prepare() {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(folder, owners("rwx------"));
            }
            Files.createFile(file, owners("rw-------"));
        } catch (FileAlreadyExistsException there) {
            return;
        } catch (IOException unwritable) {
            throw new OperationException(
                    "cannot make the registry's database " + shown() + ": " + words(unwritable),
                    ELSEWHERE,
                    unwritable);
        }
    }

    private static FileAttribute<?> owners(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }

    private static String words(IOException failure) {
        return failure instanceof AccessDeniedException
                ? "permission denied"
                : String.valueOf(failure.getMessage());
    }

    @Override
    public void alone(Runnable migration) {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel =
                        FileChannel.open(
                                lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock(channel)) {
            if (held.isValid()) {
                migration.run();
            }
        } catch (IOException failed) {
            throw new OperationException(
                    "cannot lock " + lock + ": " + words(failed), ELSEWHERE, failed);
        }
    }

    /** Waits for other processes, and for other threads of this one. */
    private static FileLock lock(FileChannel channel) throws IOException {
        while (true) {
            FileLock held = tryLock(channel);
            if (held != null) {
                return held;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException now) {
                Thread.currentThread().interrupt();
                throw new CancelledException("interrupted while another server makes the tables");
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException anotherThread) {
            return null;
        }
    }

    @Override
    public String identity() {
        return "INTEGER PRIMARY KEY AUTOINCREMENT";
    }

    @Override
    public String forUpdate() {
        return "";
    }

    @Override
    public int snapshotIsolation() {
        return Connection.TRANSACTION_SERIALIZABLE;
    }

    @Override
    public boolean lacksTable(SQLException failure) {
        return String.valueOf(failure.getMessage()).contains("no such table");
    }

    @Override
    public boolean away(SQLException failure) {
        return false;
    }

    @Override
    public Reason reason(SQLException failure) {
        if (!(failure instanceof SQLiteException known)) {
            return new Reason(String.valueOf(failure.getMessage()), "");
        }
        // The extended codes have the plain one in their last byte.
        return switch (known.getResultCode().code & 0xff) {
            case 5, 6 ->
                    new Reason(
                            "another process has been writing to it for more than 5 s",
                            "try again when that has ended");
            case 3, 8, 14, 23 ->
                    new Reason("it cannot be read and written", "look at its owner and mode");
            case 10 -> new Reason("its disk does not read or write", "look at the disk");
            case 11, 26 ->
                    new Reason(
                            "the file is damaged, or no SQLite database",
                            "move it away, and a new one is made");
            case 13 -> new Reason("the disk is full", "make room");
            default -> new Reason(String.valueOf(known.getMessage()), "");
        };
    }
}
