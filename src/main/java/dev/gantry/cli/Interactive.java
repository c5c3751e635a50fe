package dev.gantry.cli;

import dev.gantry.diag.OperationException;
import dev.gantry.engine.Attachment;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Connects whoever started the program with a process in a container: what is typed goes in, what
 * is printed comes out.
 *
 * @param terminal whether the process has one: then keys go to it as they are, Ctrl-C among them
 * @param input whether standard input goes to it
 * @param resize tells it the size of the terminal, in columns and rows
 */
record Interactive(
        Session session, boolean terminal, boolean input, BiConsumer<Integer, Integer> resize) {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** Returns when the process has ended, or the user has ended it. */
    void run(Attachment attachment) {
        Console console = session.console();
        console.flush();
        boolean raw = terminal && session.invocation().terminal().input();
        Cancellation ended = new Cancellation();
        try (attachment;
                var _ = session.invocation().cancellation().onCancel(attachment::close);
                var _ = raw ? RawTerminal.enter() : null) {
            if (input) {
                Thread.ofPlatform().daemon().start(() -> type(attachment));
            }
            if (terminal) {
                Thread.ofPlatform().daemon().start(() -> followSize(ended));
            }
            attachment.copyTo(console.output(), console.error());
        } finally {
            ended.cancel();
        }
    }

    private void type(Attachment attachment) {
        InputStream typed = session.invocation().input();
        byte[] buffer = new byte[8 * 1024];
        try {
            for (int count = typed.read(buffer); count >= 0; count = typed.read(buffer)) {
                attachment.write(buffer, count);
            }
        } catch (IOException gone) {
            // Nobody types any more.
        }
        attachment.endInput();
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
