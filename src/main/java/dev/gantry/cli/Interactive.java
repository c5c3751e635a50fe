package dev.gantry.cli;

import dev.gantry.diag.OperationException;
import dev.gantry.engine.Attachment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Connects whoever started the program with a process in a container: what is typed goes in, what
 * is printed comes out.
 *
 * @param terminal whether the process has one: then keys go to it as they are, Ctrl-C among them,
 *     but for those that detach
 * @param input whether standard input goes to it
 * @param resize tells it the size of the terminal, in columns and rows
 * @param signal sends it the signal of a key, {@code INT} or {@code QUIT}, where it has no
 *     terminal; empty where such a key ends this program
 */
record Interactive(
        Session session,
        boolean terminal,
        boolean input,
        DetachKeys detachKeys,
        BiConsumer<Integer, Integer> resize,
        Optional<Consumer<String>> signal) {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Map<Byte, String> SIGNALS =
            Map.of((byte) ('C' - '@'), "INT", (byte) ('\\' - '@'), "QUIT");

    /**
     * Returns when the process has ended, or the user has ended it or has detached.
     *
     * @return whether the user has detached
     */
    boolean run(Attachment attachment) {
        Console console = session.console();
        console.flush();
        Cancellation ended = new Cancellation();
        Cancellation detached = new Cancellation();
        try (attachment;
                var _ = session.invocation().cancellation().onCancel(attachment::close);
                var _ = detached.onCancel(attachment::close);
                var _ = keyboard()) {
            if (input || signals()) {
                Thread.ofPlatform().daemon().start(() -> type(attachment, detached));
            }
            if (terminal) {
                Thread.ofPlatform().daemon().start(() -> followSize(ended));
            }
            attachment.copyTo(console.rawOutput(), console.rawError());
        } finally {
            ended.cancel();
        }
        return detached.cancelled();
    }

    private boolean signals() {
        return signal.isPresent() && !terminal && session.invocation().terminal().input();
    }

    private @Nullable RawTerminal keyboard() {
        if (terminal && session.invocation().terminal().input()) {
            return RawTerminal.raw();
        }
        return signals() ? RawTerminal.withInterruptsAsCharacters() : null;
    }

    private void type(Attachment attachment, Cancellation detached) {
        InputStream typed = session.invocation().input();
        DetachKeys.Watch watch = detachKeys.new Watch();
        byte[] buffer = new byte[8 * 1024];
        try {
            for (int count = typed.read(buffer); count >= 0; count = typed.read(buffer)) {
                Optional<byte[]> passed =
                        terminal
                                ? watch.passed(buffer, count)
                                : Optional.of(withoutSignals(buffer, count));
                if (passed.isEmpty()) {
                    detached.cancel();
                    return;
                }
                if (input) {
                    attachment.write(passed.get(), passed.get().length);
                }
            }
        } catch (IOException gone) {
            // Nobody types any more.
        }
        if (input) {
            attachment.endInput();
        }
    }

    /** Sends the signals among what is typed, and returns the rest. */
    private byte[] withoutSignals(byte[] typed, int count) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            String name = signals() ? SIGNALS.getOrDefault(typed[i], "") : "";
            if (name.isEmpty()) {
                rest.write(typed[i]);
            } else {
                send(name);
            }
        }
        return rest.toByteArray();
    }

    private void send(String name) {
        try {
            signal.orElseThrow().accept(name);
        } catch (OperationException ended) {
            // It does not run any more: copying tells how.
        }
    }

    /** A window that changes its size tells nobody in a runtime without signals: so look. */
    private void followSize(Cancellation ended) {
        Terminal.Size told = new Terminal.Size(0, 0);
        while (!ended.cancelled()) {
            Terminal.Size now = session.invocation().terminal().size().get();
            if (!now.equals(told) && resized(now)) {
                told = now;
            }
            ended.pause(BETWEEN_LOOKS);
        }
    }

    private boolean resized(Terminal.Size size) {
        try {
            resize.accept(size.columns(), size.rows());
            return true;
        } catch (OperationException notYet) {
            return false;
        }
    }
}
