package dev.gantry.start;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Those classes of a library that others name, and that these name in turn. What is asked for by
 * reflection is not among them.
 */
final class UsedClasses {
    private final ZipFile library;
    private final SequencedMap<String, byte[]> used = new LinkedHashMap<>();
    private final Deque<byte[]> toRead = new ArrayDeque<>();

    UsedClasses(ZipFile library) {
        this.library = library;
    }

    /** Takes in what a class of somebody else names. */
    void by(byte[] classFile) throws IOException {
        toRead.add(classFile);
        while (!toRead.isEmpty()) {
            for (PoolEntry entry : ClassFile.of().parse(toRead.remove()).constantPool()) {
                if (entry instanceof ClassEntry named) {
                    take(element(named.asInternalName()) + ".class");
                }
            }
        }
    }

    /** {@code [Lorg/Some;} names {@code org/Some}. */
    private static String element(String name) {
        String inner = name.substring(name.lastIndexOf('[') + 1);
        return name.startsWith("[") && inner.endsWith(";")
                ? inner.substring(1, inner.length() - 1)
                : inner;
    }

    private void take(String name) throws IOException {
        ZipEntry entry = library.getEntry(name);
        if (entry != null && !used.containsKey(name)) {
            try (InputStream content = library.getInputStream(entry)) {
                byte[] bytes = content.readAllBytes();
                used.put(name, bytes);
                toRead.add(bytes);
            }
        }
    }

    /** By their names in the library. */
    SequencedMap<String, byte[]> all() {
        return used;
    }
}
