package dev.gantry.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Which process it was: a process id alone may belong to somebody else by now.
 *
 * @param started clock ticks between the boot of the kernel and the start of the process
 * @param boot the id that the kernel gave itself at that boot
 */
record ProcessMark(long pid, String started, String boot) {

    /** Empty when there is no such process. */
    static Optional<ProcessMark> of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The program's name stands in parentheses and may hold anything; see proc(5).
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            boolean gone = fields[0].equals("Z") || fields[0].equals("X");
            return gone
                    ? Optional.empty()
                    : Optional.of(new ProcessMark(pid, fields[19], bootId()));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static String bootId() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }

    /** The mark that was saved, unless that process has ended. */
    static Optional<ProcessMark> readLiving(Path file) {
        try {
            String[] words = Files.readString(file).strip().split(" ");
            ProcessMark saved = new ProcessMark(Long.parseLong(words[0]), words[1], words[2]);
            return of(saved.pid()).filter(saved::equals);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path file) throws IOException {
        Files.writeString(file, pid + " " + started + " " + boot);
    }

    boolean isLiving() {
        return of(pid).filter(this::equals).isPresent();
    }

    void signal(String name) {
        if (isLiving()) {
            Shell.ask("kill", "-" + name, Long.toString(pid));
        }
    }

    /** Whether it ended within the time. */
    boolean awaitEnd(Duration limit) {
        return Waiting.until(limit, () -> !isLiving());
    }
}
