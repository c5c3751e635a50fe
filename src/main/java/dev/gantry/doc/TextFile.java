package dev.gantry.doc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads text files that others wrote: no more of them than is allowed, nothing that is no file (a
 * device has no end, and a pipe that nobody writes to never begins), and nothing that is not UTF-8.
 * Only pipes that the caller holds open already, as {@code <(command)} makes them, are read like
 * files.
 */
public final class TextFile {
    private static final String ADVICE = "save the file as UTF-8";

    private TextFile() {}

    /** Why a file cannot be read, for a message that names it. */
    public static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;
        private final boolean missing;
        private final int line;
        private final int column;
        private final String hint;

        private UnreadableException(String reason, String hint, boolean missing) {
            this(reason, hint, missing, 0, 0);
        }

        private UnreadableException(
                String reason, String hint, boolean missing, int line, int column) {
            super(reason);
            this.hint = hint;
            this.missing = missing;
            this.line = line;
            this.column = column;
        }

        /** In words, to go after the path: {@code is a directory}. */
        public String reason() {
            return String.valueOf(getMessage());
        }

        public String hint() {
            return hint;
        }

        /** Whether there is nothing of that name. */
        public boolean isMissing() {
            return missing;
        }

        /** The line inside the file, from 1; 0 when it is about the file as a whole. */
        public int line() {
            return line;
        }

        /** The column in that line, from 1. */
        public int column() {
            return column;
        }
    }

    /**
     * The text.
     *
     * @param largest how many bytes it may have
     */
    public static String read(Path file, int largest) throws UnreadableException {
        return text(bytes(file, largest));
    }

    /** The text of a stream, which stays open. */
    public static String read(InputStream stream, int largest) throws UnreadableException {
        try {
            return text(bytes(stream, largest));
        } catch (UnreadableException refused) {
            throw refused;
        } catch (IOException failed) {
            throw new UnreadableException(inWords(String.valueOf(failed.getMessage())), "", false);
        }
    }

    private static String text(byte[] bytes) throws UnreadableException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            refuseMalformed(bytes, false);
        }
        return text;
    }

    /**
     * The same of a file whose lines are comments when they begin with {@code #}: these may hold
     * whatever their authors' machines wrote.
     */
    public static String readLines(Path file, int largest) throws UnreadableException {
        byte[] bytes = bytes(file, largest);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            refuseMalformed(bytes, true);
        }
        return text;
    }

    /** What is wrong with what stands at the place of a file; empty when nothing stands there. */
    public static Optional<String> oddity(Path file) {
        try {
            bytes(file, 0);
        } catch (UnreadableException wrong) {
            return wrong.isMissing() ? Optional.empty() : Optional.of(wrong.reason());
        }
        return Optional.of("is a file");
    }

    private static byte[] bytes(Path file, int largest) throws UnreadableException {
        try {
            refuseOthers(file);
            try (InputStream in = Files.newInputStream(file)) {
                return bytes(in, largest);
            }
        } catch (UnreadableException refused) {
            throw refused;
        } catch (NoSuchFileException _) {
            throw new UnreadableException("no such file or directory", "check the path", true);
        } catch (FileSystemException refused) {
            String reason = refused.getReason();
            String why = reason == null ? "permission denied" : reason;
            throw new UnreadableException(inWords(why), "check the path", false);
        } catch (IOException failed) {
            throw new UnreadableException(
                    inWords(String.valueOf(failed.getMessage())), "check the path", false);
        }
    }

    private static byte[] bytes(InputStream in, int largest) throws IOException {
        byte[] bytes = in.readNBytes(largest + 1);
        if (bytes.length > largest) {
            String limit = "at most " + megabytes(largest) + " are read";
            throw new UnreadableException("is too large", limit, false);
        }
        return bytes;
    }

    private static void refuseOthers(Path file) throws IOException {
        if (isOpenAlready(file)) {
            return;
        }
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        if (found.isDirectory()) {
            throw new UnreadableException("is a directory", "name a file", false);
        }
        if (!found.isRegularFile()) {
            throw new UnreadableException(
                    "is no file, but a device, a pipe or a socket", "name a file", false);
        }
    }

    private static boolean isOpenAlready(Path file) {
        String path = file.toString();
        return path.equals("/dev/stdin")
                || path.startsWith("/dev/fd/")
                || path.startsWith("/proc/self/fd/");
    }

    /** The system says {@code Too many levels of symbolic links}; messages begin in small. */
    private static String inWords(String reason) {
        return reason.isEmpty()
                ? "cannot be read"
                : Character.toLowerCase(reason.charAt(0)) + reason.substring(1);
    }

    private static String megabytes(int bytes) {
        return bytes >= 1 << 20 ? (bytes >> 20) + " MiB" : bytes + " bytes";
    }

    private static void refuseMalformed(byte[] bytes, boolean withComments)
            throws UnreadableException {
        int lineStart = 0;
        for (int line = 1; lineStart < bytes.length; line++) {
            int end = lineStart;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            int malformed = malformed(bytes, lineStart, end);
            if (malformed >= 0 && !(withComments && isComment(bytes, lineStart, end))) {
                String before =
                        new String(
                                Arrays.copyOfRange(bytes, lineStart, malformed),
                                StandardCharsets.UTF_8);
                int column = before.codePointCount(0, before.length()) + 1;
                throw new UnreadableException("is not UTF-8", ADVICE, false, line, column);
            }
            lineStart = end + 1;
        }
    }

    private static boolean isComment(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1)
                .stripLeading()
                .startsWith("#");
    }

    /** The index of the first byte that is not UTF-8, or -1. */
    private static int malformed(byte[] bytes, int start, int end) {
        ByteBuffer in = ByteBuffer.wrap(bytes, start, end - start);
        CharBuffer out = CharBuffer.allocate(end - start + 1);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        return result.isError() ? in.position() : -1;
    }
}
