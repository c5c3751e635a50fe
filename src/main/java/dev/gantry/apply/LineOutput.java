package dev.gantry.apply;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Makes lines of what is written; the last one may lack its line feed. */
final class LineOutput extends OutputStream {
    private static final int LONGEST = 8 * 1024;

    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private String last = "";

    LineOutput(Consumer<String> lines) {
        this.lines = lines;
    }

    /** The last line that was not empty; empty when there was none. */
    String last() {
        return last;
    }

    @Override
    public void write(int b) {
        if (b != '\n') {
            line.write(b);
        }
        if (b == '\n' || line.size() >= LONGEST) {
            end();
        }
    }

    private void end() {
        String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
        line.reset();
        last = text.isEmpty() ? last : text;
        lines.accept(text);
    }

    @Override
    public void close() {
        if (line.size() > 0) {
            end();
        }
    }
}
