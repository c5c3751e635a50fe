package dev.gantry.cli;

import dev.gantry.apply.Packing;
import dev.gantry.apply.Unpacking;
import dev.gantry.engine.ContainerCalls;
import dev.gantry.engine.PackedStream;
import dev.gantry.engine.PathStat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One copy, by the rules of {@code docker cp}: into a folder that is there, or to a new name in it;
 * of a folder whose path ends with {@code /.} what is in it alone.
 *
 * @param follows whether a link that is named is copied as what it leads to
 * @param givesAway whether what goes in becomes the container's user's
 * @see <a href="https://docs.docker.com/reference/cli/docker/container/cp/">docker container cp</a>
 */
record Copying(Session session, boolean follows, boolean givesAway) {
    private static final int MOST_LINKS = 40;

    void out(ContainerCalls calls, String from, String to) throws IOException {
        String source = follows ? followed(calls, from) : from;
        PathStat stat = calls.stat(source).orElseThrow(() -> missing("in the container", source));
        if (to.equals("-")) {
            session.console().flush();
            try (InputStream tar = calls.copyOut(source)) {
                OutputStream output = session.console().rawOutput();
                tar.transferTo(output);
                output.flush();
            }
            return;
        }
        Path root = here(to, stat.directory(), contents(from), name(from));
        try (InputStream tar = calls.copyOut(withoutDot(source))) {
            new Unpacking(root).unpack(tar);
        }
    }

    /** What the first name of the archive stands for on this machine. */
    private Path here(String to, boolean folder, boolean contents, String name) throws IOException {
        Path path = session.directory().resolve(to);
        if (Files.isDirectory(path)) {
            Path real = path.toRealPath();
            return folder && contents ? real : real.resolve(name);
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            if (folder) {
                throw new IOException("a folder cannot take the place of the file " + path);
            }
            return path.toRealPath();
        }
        Path parent = path.toAbsolutePath().normalize().getParent();
        if (parent == null || !Files.isDirectory(parent) || (!folder && to.endsWith("/"))) {
            throw missing("on this machine", to);
        }
        return parent.toRealPath().resolve(path.getFileName());
    }

    void into(ContainerCalls calls, String from, String to) throws IOException {
        String place = followed(calls, to);
        Optional<PathStat> stat = calls.stat(place);
        boolean folder = stat.map(PathStat::directory).orElse(false);
        if (from.equals("-")) {
            if (!folder) {
                throw new IOException(to + " in the container is no folder to unpack into");
            }
            calls.copyInto(place, session.invocation().input(), givesAway);
            return;
        }
        Path source = session.directory().resolve(withoutDot(from));
        boolean led = follows || (withoutDot(from).endsWith("/") && Files.exists(source));
        Path real = led ? source.toRealPath() : source;
        if (!Files.exists(real, LinkOption.NOFOLLOW_LINKS)) {
            throw missing("on this machine", from);
        }
        boolean whole = Files.isDirectory(real, LinkOption.NOFOLLOW_LINKS);
        if (folder) {
            String name = whole && contents(from) ? "" : String.valueOf(source.getFileName());
            send(calls, new Packing(real, name), place);
        } else if (whole && stat.isPresent()) {
            throw new IOException("a folder cannot take the place of the file " + to);
        } else if (!whole && place.endsWith("/")) {
            throw missing("in the container", place);
        } else {
            send(calls, new Packing(real, name(place)), parent(place));
        }
    }

    /** Packs in a thread of its own, while the engine unpacks. */
    private void send(ContainerCalls calls, Packing packing, String folder) throws IOException {
        try (PackedStream tar = PackedStream.of(packing::pack)) {
            calls.copyInto(folder, tar, givesAway);
        }
    }

    /** The path that the links lead to; a link without an end is told by whoever comes next. */
    private static String followed(ContainerCalls calls, String path) {
        String at = path;
        for (int i = 0; i < MOST_LINKS; i++) {
            Optional<PathStat> stat = calls.stat(at);
            if (stat.isEmpty() || stat.get().kind() != PathStat.Kind.LINK) {
                return at;
            }
            String target = stat.get().target();
            at = target.startsWith("/") ? target : parent(at) + "/" + target;
        }
        return at;
    }

    private static boolean contents(String path) {
        return path.endsWith("/.") || path.equals(".");
    }

    private static String withoutDot(String path) {
        return path.endsWith("/.") ? path.substring(0, path.length() - 1) : path;
    }

    private static String name(String path) throws IOException {
        String bare = path.endsWith("/.") ? path.substring(0, path.length() - 2) : path;
        while (bare.endsWith("/")) {
            bare = bare.substring(0, bare.length() - 1);
        }
        String name = bare.substring(bare.lastIndexOf('/') + 1);
        if (name.isEmpty() || name.equals("..")) {
            throw new IOException(path + " has no name of its own: name the folder itself");
        }
        return name;
    }

    private static String parent(String path) {
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        int slash = bare.lastIndexOf('/');
        return slash < 1 ? "/" : bare.substring(0, slash);
    }

    private static IOException missing(String where, String path) {
        return new IOException("there is no " + path + " " + where);
    }
}
