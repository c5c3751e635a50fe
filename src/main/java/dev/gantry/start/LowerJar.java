package dev.gantry.start;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** {@code LowerJar FROM TO}: copies a jar and lowers its classes on the way. */
public final class LowerJar {
    private LowerJar() {}

    public static void main(String[] words) throws IOException {
        try (ZipFile from = new ZipFile(words[0]);
                ZipOutputStream to =
                        new ZipOutputStream(Files.newOutputStream(Path.of(words[1])))) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                copy(from, entry, to);
            }
        }
    }

    private static void copy(ZipFile from, ZipEntry entry, ZipOutputStream to) throws IOException {
        ZipEntry copied = new ZipEntry(entry.getName());
        copied.setTime(entry.getTime());
        to.putNextEntry(copied);
        try (InputStream content = from.getInputStream(entry)) {
            byte[] bytes = content.readAllBytes();
            to.write(entry.getName().endsWith(".class") ? Lowering.lower(bytes) : bytes);
        }
        to.closeEntry();
    }
}
