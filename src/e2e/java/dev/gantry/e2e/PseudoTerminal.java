package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A program at a terminal of its own, which {@code script} of util-linux makes. */
final class PseudoTerminal implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Process process;
    private final StringBuilder shown = new StringBuilder();

    private PseudoTerminal(Process process) {
        this.process = process;
    }

    /** Starts it; the words of the command are free of blanks and quotes. */
    static PseudoTerminal of(Command command) throws IOException {
        // A test that runs in the background ignores Ctrl-C, and so would what it starts.
        List<String> words = new ArrayList<>(List.of("env", "--default-signal", "script", "-qefc"));
        words.add(String.join(" ", command.words()));
        words.add("/dev/null");
        ProcessBuilder builder = new ProcessBuilder(words).directory(command.directory().toFile());
        builder.environment().putAll(Map.of("TERM", "xterm", "LC_ALL", "C.UTF-8"));
        builder.environment().putAll(command.environment());
        PseudoTerminal terminal = new PseudoTerminal(builder.redirectErrorStream(true).start());
        Thread.ofPlatform().daemon().start(terminal::read);
        return terminal;
    }

    private void read() {
        byte[] buffer = new byte[4096];
        try (InputStream in = process.getInputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                add(new String(buffer, 0, count, StandardCharsets.UTF_8));
            }
        } catch (IOException ended) {
            add("");
        }
    }

    private synchronized void add(String text) {
        shown.append(text);
        notifyAll();
    }

    synchronized String shown() {
        return shown.toString();
    }

    /** Waits until the text has been shown, so and so often. */
    synchronized void awaits(String text, int times) throws InterruptedException {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (shown.toString().split(Pattern.quote(text), -1).length <= times) {
            long left = (end - System.nanoTime()) / 1_000_000;
            assertThat(left).as("%s: %s", text, shown).isPositive();
            wait(left);
        }
    }

    void type(String keys) {
        try {
            process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    /** With what it ends. */
    int exit() throws InterruptedException {
        assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).as(shown()).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
