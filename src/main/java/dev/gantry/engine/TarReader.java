package dev.gantry.engine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a tar archive as it streams by: the forms of POSIX (ustar, pax) and of GNU. What its names
 * may lead to is for the caller to judge.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html">POSIX, pax</a>
 */
public final class TarReader {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 1 << 20;

    private final InputStream in;
    private Map<String, String> extended = new HashMap<>();

    /** What of the present entry is still to be read, its padding apart. */
    private long left;

    private int padding;

    public TarReader(InputStream in) {
        this.in = in;
    }

    /**
     * One entry.
     *
     * @param type {@code 0} for a file, {@code 1} a hard link, {@code 2} a symbolic link, {@code 5}
     *     a folder; anything else is a device or the like
     * @param seconds since the epoch
     * @param target of a link
     */
    public record Entry(String name, char type, int mode, long seconds, long size, String target) {}

    /**
     * The next entry; what is left of the one before is skipped. Empty at the end.
     *
     * @throws IOException also where the archive is broken
     */
    public Optional<Entry> next() throws IOException {
        while (true) {
            skip();
            byte[] block = in.readNBytes(BLOCK);
            if (block.length == 0 || isEmpty(block)) {
                return Optional.empty();
            }
            if (block.length < BLOCK) {
                throw new EOFException("the archive breaks off");
            }
            check(block);
            Entry entry = entry(block);
            switch (entry.type()) {
                case 'x' -> pax(text(entry));
                case 'L' -> extended.put("path", text(entry));
                case 'K' -> extended.put("linkpath", text(entry));
                case 'g' -> {}
                default -> {
                    extended = new HashMap<>();
                    return Optional.of(entry);
                }
            }
        }
    }

    /** The content of the present entry. */
    public InputStream content() {
        return new Content();
    }

    private Entry entry(byte[] block) throws IOException {
        char type = block[156] == 0 ? '0' : (char) block[156];
        boolean own = type == 'x' || type == 'g' || type == 'L' || type == 'K';
        boolean ustar = string(block, 257, 6).equals("ustar");
        String prefix = ustar ? string(block, 345, 155) : "";
        String name = string(block, 0, 100);
        String path = prefix.isEmpty() ? name : prefix + "/" + name;
        String said = own ? "" : extended.getOrDefault("size", "");
        long size = said.isEmpty() ? number(block, 124, 12) : whole(said);
        boolean bare = type == '1' || type == '2' || type == '5';
        left = bare ? 0 : size;
        padding = (int) (-left & (BLOCK - 1));
        return new Entry(
                own ? path : extended.getOrDefault("path", path),
                type,
                (int) number(block, 100, 8) & 07777,
                number(block, 136, 12),
                left,
                own ? "" : extended.getOrDefault("linkpath", string(block, 157, 100)));
    }

    private static boolean isEmpty(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static void check(byte[] block) throws IOException {
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : block[i] & 0xff;
        }
        if (sum != number(block, 148, 8)) {
            throw new IOException("this is no tar archive, or a broken one");
        }
    }

    /** Octal digits, or GNU's binary form. */
    private static long number(byte[] block, int at, int width) throws IOException {
        boolean binary = (block[at] & 0x80) != 0;
        long value = binary ? block[at] & 0x3f : 0;
        for (int i = binary ? at + 1 : at; i < at + width; i++) {
            int b = block[i] & 0xff;
            if (binary) {
                value = (value << 8) | b;
            } else if (b >= '0' && b <= '7') {
                value = (value << 3) | (b - '0');
            } else if (b != ' ' && b != 0) {
                throw new IOException("a broken number in the archive");
            }
        }
        return nonNegative(value);
    }

    private static long nonNegative(long value) throws IOException {
        if (value < 0) {
            throw new IOException("a broken number in the archive");
        }
        return value;
    }

    private static long whole(String digits) throws IOException {
        try {
            return nonNegative(Long.parseLong(digits));
        } catch (NumberFormatException broken) {
            throw new IOException("a broken number in the archive", broken);
        }
    }

    private static String string(byte[] block, int at, int width) {
        int end = at;
        while (end < at + width && block[end] != 0) {
            end++;
        }
        return new String(block, at, end - at, StandardCharsets.UTF_8);
    }

    private String text(Entry entry) throws IOException {
        if (entry.size() > LONGEST_NAME) {
            throw new IOException("a name of " + entry.size() + " bytes in the archive");
        }
        String text = new String(content().readNBytes((int) entry.size()), StandardCharsets.UTF_8);
        return entry.type() != 'x' && text.endsWith("\0")
                ? text.substring(0, text.length() - 1)
                : text;
    }

    /** Records of the form {@code LENGTH KEY=VALUE\n}; the length counts bytes. */
    private void pax(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int at = 0;
        while (at < bytes.length) {
            int space = at;
            while (space < bytes.length && bytes[space] != ' ') {
                space++;
            }
            long length = whole(new String(bytes, at, space - at, StandardCharsets.UTF_8));
            if (length < space - at + 2 || length > bytes.length - at) {
                throw new IOException("a broken record in the archive");
            }
            int end = at + (int) length;
            String record = new String(bytes, space + 1, end - space - 2, StandardCharsets.UTF_8);
            int equals = record.indexOf('=');
            if (equals > 0) {
                extended.put(record.substring(0, equals), record.substring(equals + 1));
            }
            at = end;
        }
    }

    private void skip() throws IOException {
        in.skipNBytes(left + padding);
        left = 0;
        padding = 0;
    }

    /** Ends where the entry does; a short archive is told. */
    private final class Content extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(to, offset, (int) Math.min(left, length));
            if (count < 0) {
                throw new EOFException("the archive breaks off");
            }
            left -= count;
            return count;
        }
    }
}
