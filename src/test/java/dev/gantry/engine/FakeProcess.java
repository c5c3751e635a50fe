package dev.gantry.engine;

import java.io.OutputStream;

/** The process of a fake container: when it has ended, so has the container. */
record FakeProcess(FakeEngine engine, String container, FakeShell shell) implements Attachment {

    @Override
    public void copyTo(OutputStream output, OutputStream error) {
        shell.copyTo(output, error);
        engine.exit(container, shell.exitCode());
    }

    @Override
    public void write(byte[] bytes, int count) {
        shell.write(bytes, count);
    }

    @Override
    public void endInput() {
        shell.endInput();
    }

    @Override
    public void close() {
        shell.close();
    }
}
