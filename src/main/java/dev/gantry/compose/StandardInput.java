package dev.gantry.compose;

import dev.gantry.doc.TextFile;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The Compose file that {@code -f -} means. It is read once, however often it is asked for. */
public final class StandardInput {
    /** How it is named among files. */
    static final String NAME = "-";

    /** How people are told of it. */
    static final String IN_WORDS = "standard input";

    private final InputStream stream;
    private @Nullable String text;

    public StandardInput(InputStream stream) {
        this.stream = stream;
    }

    /** What a message calls the file. */
    static String shown(String file) {
        return file.equals(NAME) ? IN_WORDS : file;
    }

    /** There is nothing to read. */
    public static StandardInput none() {
        return new StandardInput(InputStream.nullInputStream());
    }

    synchronized String text(int largest) throws TextFile.UnreadableException {
        if (text == null) {
            text = TextFile.read(stream, largest);
        }
        return text;
    }
}
