package dev.gantry.smoke;

import dev.gantry.apply.Timekeeper;
import dev.gantry.engine.Attachment;
import dev.gantry.engine.ContainerCalls;
import dev.gantry.engine.ExecOptions;
import dev.gantry.fleet.SmokeCheck;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs a command in a container. What it prints is not repeated in words: nobody knows what is in
 * it.
 *
 * @param calls to the container
 */
record CommandProbe(SmokeCheck.Command question, ContainerCalls calls, Timekeeper time)
        implements Probe {
    private static final int LARGEST = 4 << 20;

    @Override
    public Optional<String> fault(Duration limit) {
        String exec =
                calls.createExec(
                        new ExecOptions(
                                question.command(), List.of(), "", "", false, false, false, ""));
        Kept printed = new Kept();
        AtomicBoolean late = new AtomicBoolean();
        Attachment process = calls.startExec(exec, false);
        Timekeeper.Alarm alarm =
                time.after(
                        limit,
                        () -> {
                            late.set(true);
                            process.close();
                        });
        try (process) {
            process.copyTo(printed, printed);
        } finally {
            alarm.cancel();
        }
        if (late.get()) {
            return Optional.of("did not end in time");
        }
        int code = calls.execExitCode(exec);
        if (code != 0) {
            return Optional.of("ended with code " + code);
        }
        return printed.text().contains(question.output())
                ? Optional.empty()
                : Optional.of("ended with code 0 without printing " + question.output());
    }

    /** The beginning of what is written. */
    private static final class Kept extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void write(int b) {
            if (bytes.size() < LARGEST) {
                bytes.write(b);
            }
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
