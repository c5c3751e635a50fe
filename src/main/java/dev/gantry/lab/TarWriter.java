package dev.gantry.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a tar archive in the GNU form, with every time set to the epoch: the same entries give the
 * same bytes. Names have no leading slash.
 */
final class TarWriter implements AutoCloseable {
    private static final int BLOCK = 512;
    private static final int NAME = 100;

    private final OutputStream out;

    TarWriter(OutputStream out) {
        this.out = out;
    }

    /** Permission bits and owner of an entry. */
    record Owner(int mode, int user, int group) {
        static Owner root(int mode) {
            return new Owner(mode, 0, 0);
        }
    }

    void directory(String name, Owner owner) throws IOException {
        header(name + "/", owner, 0, '5', "");
    }

    void link(String name, String target) throws IOException {
        header(name, Owner.root(0777), 0, '2', target);
    }

    void file(String name, Owner owner, byte[] content) throws IOException {
        header(name, owner, content.length, '0', "");
        out.write(content);
        pad(content.length);
    }

    /** The stream must hold exactly {@code size} bytes. */
    void file(String name, Owner owner, long size, InputStream content) throws IOException {
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
        octal(block, 100, 8, owner.mode());
        octal(block, 108, 8, owner.user());
        octal(block, 116, 8, owner.group());
        octal(block, 124, 12, size);
        octal(block, 136, 12, 0);
        block[156] = (byte) type;
        System.arraycopy(target, 0, block, 157, Math.min(target.length, NAME));
        System.arraycopy("ustar  ".getBytes(StandardCharsets.US_ASCII), 0, block, 257, 7);
        checksum(block);
        out.write(block);
    }

    private static void octal(byte[] block, int at, int width, long value) {
        long rest = value;
        for (int i = at + width - 2; i >= at; i--) {
            block[i] = (byte) ('0' + (rest & 7));
            rest >>= 3;
        }
    }

    private static void checksum(byte[] block) {
        java.util.Arrays.fill(block, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        octal(block, 148, 7, sum);
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
