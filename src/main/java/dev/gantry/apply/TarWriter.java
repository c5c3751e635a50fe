package dev.gantry.apply;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a tar archive of a few small files in memory (POSIX.1-1988 {@code ustar}; names of more
 * than 100 bytes by a pax record, POSIX.1-2001).
 */
final class TarWriter {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final char FILE = '0';
    private static final char EXTENDED = 'x';

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final long seconds;

    /**
     * @param seconds the time of every entry, since the epoch
     */
    TarWriter(long seconds) {
        this.seconds = seconds;
    }

    /**
     * @param mode permission bits
     */
    void file(String name, int mode, int uid, int gid, byte[] content) {
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        if (path.length > NAME) {
            byte[] record = paxRecord(path);
            header("pax".getBytes(StandardCharsets.US_ASCII), 0644, 0, 0, record.length, EXTENDED);
            padded(record);
        }
        header(
                Arrays.copyOf(path, Math.min(path.length, NAME)),
                mode,
                uid,
                gid,
                content.length,
                FILE);
        padded(content);
    }

    /** The archive; nothing can be added afterwards. */
    byte[] finish() {
        out.writeBytes(new byte[2 * BLOCK]);
        return out.toByteArray();
    }

    private void header(byte[] name, int mode, int uid, int gid, int size, char type) {
        byte[] header = new byte[BLOCK];
        System.arraycopy(name, 0, header, 0, name.length);
        octal(header, 100, 8, mode);
        octal(header, 108, 8, uid);
        octal(header, 116, 8, gid);
        octal(header, 124, 12, size);
        octal(header, 136, 12, seconds);
        header[156] = (byte) type;
        ascii(header, 257, "ustar\u000000");
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xff;
        }
        octal(header, 148, 7, sum);
        out.writeBytes(header);
    }

    /** Digits to fill the field but for a closing zero byte. */
    private static void octal(byte[] header, int at, int length, long value) {
        String digits = Long.toOctalString(value);
        ascii(header, at, "0".repeat(length - 1 - digits.length()) + digits + "\u0000");
    }

    private static void ascii(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private void padded(byte[] content) {
        out.writeBytes(content);
        out.writeBytes(new byte[Math.floorMod(-content.length, BLOCK)]);
    }

    /** {@code <length> path=<name>\n}, the length counting itself. */
    private static byte[] paxRecord(byte[] path) {
        int rest = " path=".length() + path.length + 1;
        int length = rest + Integer.toString(rest).length();
        if (Integer.toString(length).length() > Integer.toString(rest).length()) {
            length++;
        }
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.writeBytes((length + " path=").getBytes(StandardCharsets.US_ASCII));
        record.writeBytes(path);
        record.write('\n');
        return record.toByteArray();
    }
}
