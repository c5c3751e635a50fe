package dev.gantry.apply;

import dev.gantry.engine.TarWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

/**
 * Packs a file or a folder of this machine for a container.
 *
 * @param source what is packed; links below it are packed as links
 * @param name what it is called in the archive; empty for what is in the folder alone
 */
public record Packing(Path source, String name) {

    /** The archive has its end, and the stream is closed, only where everything is in it. */
    public void pack(OutputStream out) throws IOException {
        TarWriter tar = new TarWriter(out, 0);
        Files.walkFileTree(source, new Walk(tar));
        tar.close();
    }

    private String named(Path path) {
        String below = source.relativize(path).toString();
        return name.isEmpty() ? below : below.isEmpty() ? name : name + "/" + below;
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        private final TarWriter tar;

        Walk(TarWriter tar) {
            this.tar = tar;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                throws IOException {
            String as = named(folder);
            if (!as.isEmpty()) {
                tar.at(attributes.lastModifiedTime().toMillis() / 1000);
                tar.directory(as, owner(folder));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            tar.at(attributes.lastModifiedTime().toMillis() / 1000);
            if (attributes.isSymbolicLink()) {
                tar.link(named(file), Files.readSymbolicLink(file).toString());
            } else if (attributes.isRegularFile()) {
                try (InputStream content = Files.newInputStream(file)) {
                    tar.file(named(file), owner(file), attributes.size(), content);
                }
            } else {
                throw new IOException(file + " is a device or the like: it is not copied");
            }
            return FileVisitResult.CONTINUE;
        }

        private static TarWriter.Owner owner(Path path) throws IOException {
            Map<String, Object> unix =
                    Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
            return new TarWriter.Owner(
                    number(unix, "mode") & 07777, number(unix, "uid"), number(unix, "gid"));
        }

        private static int number(Map<String, Object> attributes, String key) {
            return attributes.get(key) instanceof Integer number ? number : 0;
        }
    }
}
