package dev.gantry.apply;

import dev.gantry.diag.OperationException;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.ContainerCalls;
import dev.gantry.engine.Engine;
import dev.gantry.engine.EngineException;
import dev.gantry.engine.PathStat;
import dev.gantry.engine.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Single files of a host: looked at directly where the engine sees this machine's files, and
 * through the engine otherwise. Changes nothing.
 *
 * @param shared whether the engine sees the files of this machine
 * @param project in whose name a container is made to look through
 */
public record HostFiles(Engine engine, boolean shared, String project) {
    private static final String MOUNTED = "/gantry-look";
    private static final int BAD_REQUEST = 400;

    /**
     * What was found.
     *
     * @param sha256 64 hexadecimal digits; empty where nobody asked for it
     */
    public record Found(long size, String sha256) {}

    /**
     * The file of that path, links followed where the file lies on this machine.
     *
     * @param digest whether to read all of it; over SSH all of it comes here
     * @return nothing where there is no such file
     * @throws OperationException when the engine has no image to look through, or cannot be asked
     */
    public Optional<Found> find(Path file, boolean digest) {
        return shared ? here(file, digest) : there(file, digest);
    }

    private static Optional<Found> here(Path file, boolean digest) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream content = Files.newInputStream(file)) {
            return Optional.of(new Found(Files.size(file), digest ? sha256(content) : ""));
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    private Optional<Found> there(Path file, boolean digest) {
        String image =
                engine.images().stream()
                        .findFirst()
                        .orElseThrow(() ->
                                new OperationException(
                                        "the engine has no image to look at its host's files"
                                                + " through",
                                        "gantry pull fetches those of the stack"))
                        .id();
        Path folder = file.getParent();
        String mark = sha256(file.toString().getBytes(StandardCharsets.UTF_8));
        try {
            return new Carrier(engine, image, project, mark)
                    .carry(
                            mounting(folder == null ? "/" : folder.toString()),
                            carrier -> look(engine.on(carrier), file, digest));
        } catch (EngineException refused) {
            if (refused.status() == BAD_REQUEST
                    && refused.getMessage().contains("does not exist")) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** As a mount and not as a bind, for which the engine would make a folder. */
    private static MapNode mounting(String folder) {
        MapNode mount =
                Json.object()
                        .put("Type", Json.of("bind"))
                        .put("Source", Json.of(folder))
                        .put("Target", Json.of(MOUNTED))
                        .put("ReadOnly", Json.of(true))
                        .build();
        return Json.object().put("Mounts", Json.array(List.of(mount))).build();
    }

    private static Optional<Found> look(ContainerCalls calls, Path file, boolean digest) {
        String path = MOUNTED + "/" + file.getFileName();
        Optional<PathStat> stat = calls.stat(path);
        if (stat.filter(one -> one.kind() == PathStat.Kind.LINK).isPresent()) {
            throw new OperationException(
                    file + " is a link, which cannot be followed from here",
                    "name what it leads to");
        }
        return stat.filter(one -> one.kind() == PathStat.Kind.FILE)
                .map(one -> new Found(one.size(), digest ? content(calls, path, file) : ""));
    }

    private static String content(ContainerCalls calls, String path, Path file) {
        try (InputStream tar = calls.copyOut(path)) {
            TarReader reader = new TarReader(tar);
            if (reader.next().isEmpty()) {
                throw new IOException("the engine sent an empty archive");
            }
            return sha256(reader.content());
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    private static OperationException unreadable(Path file, IOException failed) {
        return new OperationException(
                "cannot read " + file + ": " + failed.getMessage(),
                "look whether the file may be read",
                failed);
    }

    private static String sha256(InputStream content) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[1 << 16];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            digest.update(buffer, 0, count);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
