package dev.gantry.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a GGUF file, version 3, little endian: key-value pairs, then tensors. Tensors of zeros
 * become holes of the file.
 *
 * @see <a href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md">GGUF</a>
 */
final class GgufWriter {
    private static final int VERSION = 3;
    private static final int ALIGNMENT = 32;

    private static final int UINT32 = 4;
    private static final int INT32 = 5;
    private static final int FLOAT32 = 6;
    private static final int BOOL = 7;
    private static final int STRING = 8;
    private static final int ARRAY = 9;

    /** How the elements of a tensor are stored. */
    enum Element {
        F32(0, 4),
        F16(1, 2);

        private final int code;
        private final int bytes;

        Element(int code, int bytes) {
            this.code = code;
            this.bytes = bytes;
        }
    }

    /**
     * @param dimensions the innermost first
     * @param data empty for zeros
     */
    private record Tensor(String name, List<Long> dimensions, Element element, ByteBuffer data) {
        long size() {
            return dimensions.stream().reduce(1L, Math::multiplyExact) * element.bytes;
        }
    }

    private final Bytes pairs = new Bytes();
    private final List<Tensor> tensors = new ArrayList<>();
    private long count;

    void string(String key, String value) {
        key(key, STRING).string(value);
    }

    void number(String key, int value) {
        key(key, UINT32).int32(value);
    }

    void fraction(String key, float value) {
        key(key, FLOAT32).float32(value);
    }

    void flag(String key, boolean value) {
        key(key, BOOL).write(value ? 1 : 0);
    }

    void strings(String key, List<String> values) {
        Bytes list = array(key, STRING, values.size());
        values.forEach(list::string);
    }

    void fractions(String key, List<Float> values) {
        Bytes list = array(key, FLOAT32, values.size());
        values.forEach(list::float32);
    }

    void integers(String key, List<Integer> values) {
        Bytes list = array(key, INT32, values.size());
        values.forEach(list::int32);
    }

    private Bytes array(String key, int type, int size) {
        return key(key, ARRAY).int32(type).int64(size);
    }

    private Bytes key(String key, int type) {
        count++;
        return pairs.string(key).int32(type);
    }

    void ones(String name, int size) {
        Bytes data = new Bytes();
        for (int i = 0; i < size; i++) {
            data.float32(1);
        }
        tensors.add(
                new Tensor(
                        name,
                        List.of((long) size),
                        Element.F32,
                        ByteBuffer.wrap(data.toByteArray())));
    }

    void zeros(String name, int columns, int rows) {
        matrix(name, columns, rows, new byte[0]);
    }

    /** A matrix of half-precision floats, row by row; no data for zeros. */
    void matrix(String name, int columns, int rows, byte[] data) {
        tensors.add(
                new Tensor(
                        name,
                        List.of((long) columns, (long) rows),
                        Element.F16,
                        ByteBuffer.wrap(data)));
    }

    void write(Path file) throws IOException {
        Bytes head = head();
        try (SeekableByteChannel channel =
                Files.newByteChannel(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            put(channel, ByteBuffer.wrap(head.toByteArray()));
            long position = aligned(head.size());
            for (Tensor tensor : tensors) {
                channel.position(position);
                put(channel, tensor.data().duplicate());
                position += aligned(tensor.size());
            }
            extend(channel, position);
        }
    }

    private Bytes head() {
        Bytes head = new Bytes();
        head.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        head.int32(VERSION).int64(tensors.size()).int64(count).writeBytes(pairs.toByteArray());
        long offset = 0;
        for (Tensor tensor : tensors) {
            head.string(tensor.name()).int32(tensor.dimensions().size());
            tensor.dimensions().forEach(head::int64);
            head.int32(tensor.element().code).int64(offset);
            offset += aligned(tensor.size());
        }
        return head;
    }

    private static long aligned(long size) {
        return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static void put(SeekableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** A file ends where its last byte is. */
    private static void extend(SeekableByteChannel channel, long size) throws IOException {
        if (channel.size() < size) {
            channel.position(size - 1);
            put(channel, ByteBuffer.allocate(1));
        }
    }

    /** Collects values in their binary form. */
    private static final class Bytes extends ByteArrayOutputStream {
        Bytes int32(int value) {
            return add(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
        }

        Bytes int64(long value) {
            return add(
                    ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
        }

        Bytes float32(float value) {
            return add(
                    ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
        }

        Bytes string(String value) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            int64(utf8.length).writeBytes(utf8);
            return this;
        }

        private Bytes add(byte[] value) {
            writeBytes(value);
            return this;
        }
    }
}
