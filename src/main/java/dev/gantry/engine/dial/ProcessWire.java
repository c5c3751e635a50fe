package dev.gantry.engine.dial;

import dev.gantry.engine.http.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/** The standard input and output of a process. */
record ProcessWire(Process process) implements Wire {

    @Override
    public InputStream in() {
        return process.getInputStream();
    }

    @Override
    public OutputStream out() {
        return process.getOutputStream();
    }

    @Override
    public void endOutput() throws IOException {
        process.getOutputStream().close();
    }

    /** Ends the process first: closing a pipe from which another thread reads would wait for it. */
    @Override
    public void close() {
        end(process);
    }

    /** Ends a process, and waits until it is gone. */
    static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
