package dev.gantry.start;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * {@code LowerJar TO FROM... -- LIBRARY}: makes one jar of several, and lowers our classes on the
 * way; of the library it takes only what our classes use. Leaves manifests and services behind:
 * there is one jar, and it is read by nobody but the JVM.
 */
public final class LowerJar {
    private static final String OURS = "dev/gantry/";
    private static final String REST = "--";

    private final ZipOutputStream to;
    private final UsedClasses used;

    private LowerJar(ZipOutputStream to, UsedClasses used) {
        this.to = to;
        this.used = used;
    }

    public static void main(String[] words) throws IOException {
        List<String> jars = Arrays.asList(words);
        int rest = jars.indexOf(REST);
        try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(Path.of(words[0])));
                ZipFile library = new ZipFile(jars.get(rest + 1))) {
            LowerJar jar = new LowerJar(to, new UsedClasses(library));
            for (String from : jars.subList(1, rest)) {
                jar.copyAll(from);
            }
            jar.writeUsed();
        }
    }

    private void copyAll(String jar) throws IOException {
        try (ZipFile from = new ZipFile(jar)) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                if (isCode(entry)) {
                    copy(from, entry);
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

    private void copy(ZipFile from, ZipEntry entry) throws IOException {
        ZipEntry copied = new ZipEntry(entry.getName());
        copied.setTime(entry.getTime());
        try (InputStream content = from.getInputStream(entry)) {
            byte[] bytes = content.readAllBytes();
            boolean ours = entry.getName().startsWith(OURS) && entry.getName().endsWith(".class");
            if (ours) {
                used.by(bytes);
            }
            write(copied, ours ? Lowering.lower(bytes) : bytes);
        }
    }

    private void writeUsed() throws IOException {
        for (Map.Entry<String, byte[]> one : used.all().entrySet()) {
            write(new ZipEntry(one.getKey()), one.getValue());
        }
    }

    private void write(ZipEntry entry, byte[] bytes) throws IOException {
        to.putNextEntry(entry);
        to.write(bytes);
        to.closeEntry();
    }
}
