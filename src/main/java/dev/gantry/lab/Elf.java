package dev.gantry.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an ELF file (64 bit, little endian) needs to run.
 *
 * @param needed names of shared libraries, such as {@code libc.so.6}
 * @param runPaths folders to look into first; may hold {@code $ORIGIN}
 * @param interpreter the dynamic loader's path; empty for libraries and static programs
 * @see <a href="https://refspecs.linuxfoundation.org/elf/elf.pdf">ELF</a>
 */
record Elf(List<String> needed, List<String> runPaths, String interpreter) {
    private static final int LOAD = 1;
    private static final int DYNAMIC = 2;
    private static final int INTERPRETER = 3;
    private static final long NEEDED = 1;
    private static final long STRING_TABLE = 5;
    private static final long STRING_TABLE_SIZE = 10;
    private static final long RPATH = 15;
    private static final long RUNPATH = 29;

    private static final Elf STATIC = new Elf(List.of(), List.of(), "");

    /** A part of the file and the address that it is loaded to. */
    private record Segment(int type, long offset, long address, long size) {
        boolean holds(long wanted) {
            return type == LOAD && address <= wanted && wanted < address + size;
        }
    }

    private record Tag(long kind, long value) {}

    /** Empty when the file is something else. */
    static Optional<Elf> read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() < 64) {
                return Optional.empty();
            }
            ByteBuffer header = bytes(channel, 0, 64);
            boolean is64 = header.getInt(0) == 0x464c457f && header.get(4) == 2;
            return is64 ? Optional.of(read(channel, segments(channel, header))) : Optional.empty();
        }
    }

    private static Elf read(FileChannel channel, List<Segment> segments) throws IOException {
        String interpreter = "";
        List<Tag> tags = List.of();
        for (Segment segment : segments) {
            if (segment.type() == INTERPRETER) {
                interpreter = text(bytes(channel, segment.offset(), segment.size()), 0);
            } else if (segment.type() == DYNAMIC) {
                tags = tags(bytes(channel, segment.offset(), segment.size()));
            }
        }
        if (tags.isEmpty()) {
            return interpreter.isEmpty() ? STATIC : new Elf(List.of(), List.of(), interpreter);
        }
        ByteBuffer names = names(channel, segments, tags);
        return new Elf(texts(tags, names, NEEDED, NEEDED), runPaths(tags, names), interpreter);
    }

    private static List<Segment> segments(FileChannel channel, ByteBuffer header)
            throws IOException {
        int size = header.getShort(54);
        int count = header.getShort(56);
        ByteBuffer table = bytes(channel, header.getLong(32), (long) size * count);
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = i * size;
            segments.add(
                    new Segment(
                            table.getInt(at),
                            table.getLong(at + 8),
                            table.getLong(at + 16),
                            table.getLong(at + 32)));
        }
        return segments;
    }

    private static List<Tag> tags(ByteBuffer dynamic) {
        List<Tag> tags = new ArrayList<>();
        while (dynamic.remaining() >= 16) {
            Tag tag = new Tag(dynamic.getLong(), dynamic.getLong());
            if (tag.kind() == 0) {
                break;
            }
            tags.add(tag);
        }
        return tags;
    }

    private static ByteBuffer names(FileChannel channel, List<Segment> segments, List<Tag> tags)
            throws IOException {
        long address = value(tags, STRING_TABLE);
        long offset = address;
        for (Segment segment : segments) {
            if (segment.holds(address)) {
                offset = address - segment.address() + segment.offset();
            }
        }
        return bytes(channel, offset, value(tags, STRING_TABLE_SIZE));
    }

    private static long value(List<Tag> tags, long kind) {
        return tags.stream()
                .filter(tag -> tag.kind() == kind)
                .mapToLong(Tag::value)
                .findFirst()
                .orElse(0);
    }

    private static List<String> runPaths(List<Tag> tags, ByteBuffer names) {
        return texts(tags, names, RPATH, RUNPATH).stream()
                .flatMap(paths -> List.of(paths.split(":")).stream())
                .toList();
    }

    private static List<String> texts(List<Tag> tags, ByteBuffer names, long kind, long orKind) {
        return tags.stream()
                .filter(tag -> tag.kind() == kind || tag.kind() == orKind)
                .map(tag -> text(names, (int) tag.value()))
                .toList();
    }

    private static String text(ByteBuffer bytes, int from) {
        int end = from;
        while (end < bytes.limit() && bytes.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - from];
        bytes.get(from, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static ByteBuffer bytes(FileChannel channel, long offset, long size)
            throws IOException {
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
        int read = 1;
        while (buffer.hasRemaining() && read > 0) {
            read = channel.read(buffer, offset + buffer.position());
        }
        return buffer.flip();
    }
}
