package dev.gantry.start;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * {@code LowerJar TO FROM...}: makes one jar of several, and lowers our classes on the way. Leaves
 * manifests and services behind: there is one jar, and it is read by nobody but the JVM.
 */
public final class LowerJar {
    private static final String OURS = "dev/gantry/";

    private LowerJar() {}

    public static void main(String[] words) throws IOException {
        try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(Path.of(words[0])))) {
            for (String jar : Arrays.asList(words).subList(1, words.length)) {
                try (ZipFile from = new ZipFile(jar)) {
                    for (ZipEntry entry : Collections.list(from.entries())) {
                        if (isCode(entry)) {
                            copy(from, entry, to);
                        }
                    }
                }
            }
        }
    }

    /** Classes, and what they read. */
    private static boolean isCode(ZipEntry entry) {
        String name = entry.getName();
        return !entry.isDirectory()
                && !name.startsWith("META-INF/")
                && !name.equals("module-info.class");
    }

    private static void copy(ZipFile from, ZipEntry entry, ZipOutputStream to) throws IOException {
        ZipEntry copied = new ZipEntry(entry.getName());
        copied.setTime(entry.getTime());
        to.putNextEntry(copied);
        try (InputStream content = from.getInputStream(entry)) {
            byte[] bytes = content.readAllBytes();
            boolean ours = entry.getName().startsWith(OURS) && entry.getName().endsWith(".class");
            to.write(ours ? Lowering.lower(bytes) : bytes);
        }
        to.closeEntry();
    }
}
