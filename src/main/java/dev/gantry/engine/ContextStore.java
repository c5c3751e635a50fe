package dev.gantry.engine;

import dev.gantry.doc.Fields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The Docker CLI's contexts: {@code meta/<sha256 of the name>/meta.json}, with TLS files under
 * {@code tls/<the same>/docker}.
 */
final class ContextStore {
    private final Path directory;

    ContextStore(Path directory) {
        this.directory = directory;
    }

    Optional<Endpoint> find(String name) {
        String id = id(name);
        Path file = directory.resolve("meta").resolve(id).resolve("meta.json");
        return Files.exists(file) ? Optional.of(endpoint(id, file)) : Optional.empty();
    }

    private Endpoint endpoint(String id, Path file) {
        Fields docker = DockerFile.read(file).map("Endpoints").map("docker");
        boolean verify = !docker.flag("SkipTLSVerify");
        Path tls = directory.resolve("tls").resolve(id).resolve("docker");
        Endpoint.Security security =
                Files.isDirectory(tls) || !verify
                        ? new Endpoint.Tls(tls, verify)
                        : new Endpoint.Plain();
        return Endpoint.parse(docker.text("Host"), security);
    }

    /** The names of all contexts, {@code default} first. */
    List<String> names() {
        SortedSet<String> stored = new TreeSet<>();
        Path meta = directory.resolve("meta");
        if (Files.isDirectory(meta)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(meta)) {
                for (Path context : found) {
                    Path file = context.resolve("meta.json");
                    if (Files.exists(file)) {
                        stored.add(DockerFile.read(file).text("Name"));
                    }
                }
            } catch (IOException failed) {
                throw DockerFile.unreadable(meta, failed);
            }
        }
        List<String> names = new ArrayList<>(List.of("default"));
        names.addAll(stored);
        return names;
    }

    private static String id(String name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
