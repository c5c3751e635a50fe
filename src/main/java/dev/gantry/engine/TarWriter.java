package dev.gantry.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a tar archive in the GNU form, which engines read with names, sizes and owners of any
 * length. Every entry has the same time: the same entries give the same bytes.
 *
 * @see <a href="https://www.gnu.org/software/tar/manual/html_node/Standard.html">GNU tar, Basic Tar
 *     Format</a>
 */
public final class TarWriter implements AutoCloseable {
    private static final int BLOCK = 512;
    private static final int NAME = 100;

    private final OutputStream out;
    private long seconds;

    /**
     * @param seconds the time of every entry, since the epoch; see {@link #at}
     */
    public TarWriter(OutputStream out, long seconds) {
        this.out = out;
        this.seconds = seconds;
    }

    /**
     * Permission bits and owner of an entry.
     *
     * @param user and {@code group}: ids
     */
    public record Owner(int mode, int user, int group) {
        public static Owner root(int mode) {
            return new Owner(mode, 0, 0);
        }
    }

    /** The time of the entries to come, in seconds since the epoch. */
    public void at(long time) {
        seconds = Math.max(0, time);
    }

    public void directory(String name, Owner owner) throws IOException {
        header(name + "/", owner, 0, '5', "");
    }

    /** A symbolic link. */
    public void link(String name, String target) throws IOException {
        header(name, Owner.root(0777), 0, '2', target);
    }

    public void file(String name, Owner owner, byte[] content) throws IOException {
        header(name, owner, content.length, '0', "");
        out.write(content);
        pad(content.length);
    }

    /**
     * Copies a file as it streams by.
     *
     * @throws IOException also when the stream does not hold exactly {@code size} bytes
     */
    public void file(String name, Owner owner, long size, InputStream content) throws IOException {
        header(name, owner, size, '0', "");
        long copied = content.transferTo(out);
        if (copied != size) {
            throw new IOException(
                    name + " has " + copied + " bytes where " + size + " were expected");
        }
        pad(size);
    }

    private void header(String name, Owner owner, long size, char type, String target)
            throws IOException {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] targetBytes = target.getBytes(StandardCharsets.UTF_8);
        longName(targetBytes, 'K');
        longName(nameBytes, 'L');
        block(nameBytes, owner, size, type, targetBytes);
    }

    /** What does not fit a header comes before it, as the content of an entry of its own. */
    private void longName(byte[] name, char type) throws IOException {
        if (name.length <= NAME) {
            return;
        }
        byte[] link = "././@LongLink".getBytes(StandardCharsets.US_ASCII);
        block(link, Owner.root(0), name.length + 1L, type, new byte[0]);
        out.write(name);
        out.write(0);
        pad(name.length + 1L);
    }

    private void block(byte[] name, Owner owner, long size, char type, byte[] target)
            throws IOException {
        byte[] block = new byte[BLOCK];
        System.arraycopy(name, 0, block, 0, Math.min(name.length, NAME));
        number(block, 100, 8, owner.mode());
        number(block, 108, 8, owner.user());
        number(block, 116, 8, owner.group());
        number(block, 124, 12, size);
        number(block, 136, 12, seconds);
        block[156] = (byte) type;
        System.arraycopy(target, 0, block, 157, Math.min(target.length, NAME));
        System.arraycopy("ustar  ".getBytes(StandardCharsets.US_ASCII), 0, block, 257, 7);
        checksum(block);
        out.write(block);
    }

    /** Octal digits before a zero byte; GNU's binary form when there are too many of them. */
    private static void number(byte[] block, int at, int width, long value) {
        int bits = value >> (3 * (width - 1)) == 0 ? 3 : 8;
        int last = at + width - (bits == 3 ? 2 : 1);
        long rest = value;
        for (int i = last; i >= at; i--) {
            block[i] = (byte) (bits == 3 ? '0' + (rest & 7) : rest);
            rest >>= bits;
        }
        if (bits == 8) {
            block[at] |= (byte) 0x80;
        }
    }

    private static void checksum(byte[] block) {
        Arrays.fill(block, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        number(block, 148, 7, sum);
        block[154] = 0;
    }

    private void pad(long size) throws IOException {
        out.write(new byte[(int) (-size & (BLOCK - 1))]);
    }

    /** Writes the two empty blocks that end an archive, and closes the stream. */
    @Override
    public void close() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.close();
    }
}
