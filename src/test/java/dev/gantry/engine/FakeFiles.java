package dev.gantry.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a fake container: a few folders, and what was copied into them. */
final class FakeFiles {

    /** A file's content; a folder has none, and a link a target. */
    private record Node(PathStat.Kind kind, String target, ByteBuffer content) {}

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final Node FOLDER = new Node(PathStat.Kind.DIRECTORY, "", NOTHING);

    private final SortedMap<String, Node> nodes = new TreeMap<>();

    /**
     * What a container sees: its own, and at its mounts what is on the host.
     *
     * @param host what was copied to the host, by the host's paths
     */
    static FakeFiles of(FakeContainer container, List<Copied> host) {
        FakeFiles files = new FakeFiles(container.copied);
        FakeFiles there = new FakeFiles(host);
        container.mounts.stream()
                .filter(mount -> mount.type().equals("bind"))
                .forEach(mount -> files.mount(there, clean(mount.source()), mount.target()));
        return files;
    }

    private void mount(FakeFiles host, String source, String target) {
        nodes.put(clean(target), host.nodes.getOrDefault(source, FOLDER));
        host.nodes.forEach((path, node) -> {
            if (path.startsWith(source + "/")) {
                nodes.put(clean(target + path.substring(source.length())), node);
            }
        });
    }

    FakeFiles(List<Copied> copied) {
        List.of("/", "/tmp", "/etc", "/srv").forEach(folder -> nodes.put(folder, FOLDER));
        try {
            for (Copied one : copied) {
                unpack(one.folder(), new TarReader(new ByteArrayInputStream(bytes(one.tar()))));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void unpack(String folder, TarReader tar) throws IOException {
        for (Optional<TarReader.Entry> next = tar.next(); next.isPresent(); next = tar.next()) {
            TarReader.Entry entry = next.get();
            String path = clean(folder + "/" + entry.name());
            if (entry.type() != '5') {
                nodes.keySet().removeIf(other -> other.startsWith(path + "/"));
            }
            nodes.put(
                    path,
                    switch (entry.type()) {
                        case '5' -> FOLDER;
                        case '2' ->
                                new Node(
                                        PathStat.Kind.LINK,
                                        clean(
                                                Path.of(path)
                                                        .resolveSibling(entry.target())
                                                        .toString()),
                                        NOTHING);
                        default ->
                                new Node(
                                        PathStat.Kind.FILE,
                                        "",
                                        ByteBuffer.wrap(tar.content().readAllBytes()));
                    });
        }
    }

    private static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return bytes;
    }

    private static String clean(String path) {
        return Path.of("/" + path).normalize().toString();
    }

    Optional<PathStat> stat(String path) {
        String clean = clean(path);
        return Optional.ofNullable(nodes.get(clean))
                .map(node ->
                        new PathStat(
                                base(clean),
                                node.kind(),
                                node.target(),
                                node.content().remaining()));
    }

    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    void requireFolder(String path) {
        Node there = nodes.get(clean(path));
        if (there == null || there.kind() != PathStat.Kind.DIRECTORY) {
            throw new EngineException(
                    404, "cannot copy files: Could not find the file " + path, "");
        }
    }

    InputStream out(String path) {
        String clean = clean(path);
        if (!nodes.containsKey(clean)) {
            throw new FakeScript.Refusal(404, "Could not find the file " + path);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(bytes, 1_700_000_000)) {
            for (Map.Entry<String, Node> one : nodes.entrySet()) {
                if (one.getKey().equals(clean) || one.getKey().startsWith(clean + "/")) {
                    String below = one.getKey().substring(clean.length());
                    write(tar, base(clean) + below, one.getValue());
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static void write(TarWriter tar, String name, Node node) throws IOException {
        switch (node.kind()) {
            case DIRECTORY -> tar.directory(name, TarWriter.Owner.root(0755));
            case LINK -> tar.link(name, node.target());
            case FILE -> tar.file(name, TarWriter.Owner.root(0640), bytes(node.content()));
        }
    }
}
