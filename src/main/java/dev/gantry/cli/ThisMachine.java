package dev.gantry.cli;

import dev.gantry.apply.LockHolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What can be told here about the runs that hold locks.
 *
 * @param state a folder of the user's own; made when needed
 */
record ThisMachine(Invocation invocation, Path state) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path MACHINE = Path.of("/etc/machine-id");
    private static final Path PROCESSES = Path.of("/proc/self/ns/pid");
    private static final Path NAME = Path.of("/proc/sys/kernel/hostname");

    /** This run as the holder of a lock. */
    LockHolder holder(String token) {
        String host = host();
        return new LockHolder(
                token,
                person().isEmpty() ? host : person() + "@" + host,
                machine(host),
                firstLine(BOOT),
                ProcessHandle.current().pid(),
                invocation.clock().instant().truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * Whether the run that holds a lock is over for certain: it was one of this machine, which has
     * been started anew since or has no such process. A process of that number is taken for it. So
     * is the lock that nobody holds: an engine was killed while it made it.
     */
    boolean isOver(LockHolder holder) {
        return holder.token().isEmpty() || (isOfHere(holder) && !goesOn(holder));
    }

    private boolean isOfHere(LockHolder holder) {
        return !holder.boot().isEmpty() && holder.machine().equals(machine(host()));
    }

    private static boolean goesOn(LockHolder holder) {
        return holder.boot().equals(firstLine(BOOT))
                && ProcessHandle.of(holder.process()).isPresent();
    }

    /**
     * Does something while no other run of this user and machine does the like.
     *
     * @return empty, and nothing done, where the machine cannot promise that
     */
    <T> Optional<T> alone(Supplier<T> work) {
        try {
            Files.createDirectories(state);
            try (FileChannel file =
                            FileChannel.open(
                                    state.resolve("taking-over"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var _ = file.lock()) {
                return Optional.of(work.get());
            }
        } catch (IOException unwritable) {
            return Optional.empty();
        }
    }

    /** Clones of one disk have other names, containers of one machine other process numbers. */
    private static String machine(String host) {
        return host + " " + firstLine(MACHINE) + " " + link(PROCESSES);
    }

    private String person() {
        String user = invocation.variable("USER");
        return user.isEmpty() ? invocation.variable("LOGNAME") : user;
    }

    private String host() {
        String name = firstLine(NAME);
        return name.isEmpty() ? invocation.variable("HOSTNAME") : name;
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static String link(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException unreadable) {
            return "";
        }
    }
}
