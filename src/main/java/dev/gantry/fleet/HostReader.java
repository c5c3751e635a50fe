package dev.gantry.fleet;

import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.Location;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Reads one host, and what hosts, stacks and the fleet have in common. */
final class HostReader {

    private HostReader() {}

    /**
     * @param daemon the fleet's settings of engines
     */
    static Host read(String name, Shape shape, DaemonSettings daemon) {
        shape.allowing(FleetKeys.HOST);
        String engine = shape.has("engine") ? engine(shape) : Host.LOCAL;
        String address = shape.text("address");
        return new Host(
                name,
                engine,
                address.isEmpty() ? hostPart(engine) : address,
                shape.texts("labels"),
                shape.values("env"),
                envFiles(shape),
                directory(shape),
                DaemonSettings.read(shape).over(daemon),
                shares(shape),
                shape.node().location());
    }

    /** The host of a folder without a fleet file, and of a fleet that names none. */
    static Host local(DaemonSettings daemon, Location location) {
        return new Host(
                Host.LOCAL,
                Host.LOCAL,
                "",
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                List.of(),
                "",
                daemon,
                new LinkedHashMap<>(),
                location);
    }

    private static SequencedMap<String, Share> shares(Shape shape) {
        SequencedMap<String, Share> shares = new LinkedHashMap<>();
        shape.named("shares", "share").forEach((key, one) -> shares.put(key, Share.read(key, one)));
        return shares;
    }

    private static String directory(Shape shape) {
        String directory = shape.text("directory");
        if (!directory.isEmpty() && !directory.matches("/.+")) {
            shape.problems()
                    .error(
                            shape.at("directory"),
                            shape.what() + ": \"" + directory + "\" is no absolute path",
                            "name a folder of that host, as in /opt/gantry");
        }
        return directory.endsWith("/") ? directory.substring(0, directory.length() - 1) : directory;
    }

    private static String engine(Shape shape) {
        String engine = shape.text("engine");
        boolean known =
                FleetKeys.SCHEMES.stream()
                        .anyMatch(scheme ->
                                scheme.endsWith("://")
                                        ? engine.startsWith(scheme)
                                                && engine.length() > scheme.length()
                                        : engine.equals(scheme));
        if (!known && !engine.isEmpty()) {
            int end = engine.indexOf("://");
            String scheme = end < 0 ? engine : engine.substring(0, end + 3);
            shape.problems()
                    .error(
                            shape.at("engine"),
                            shape.what() + ": \"" + engine + "\" is no engine address",
                            DidYouMean.hint(scheme, FleetKeys.SCHEMES));
        }
        return engine.isEmpty() ? Host.LOCAL : engine;
    }

    /** {@code gpu.lan} of {@code ssh://me@gpu.lan:22/run/docker.sock}; empty for local engines. */
    private static String hostPart(String engine) {
        boolean remote = engine.startsWith("ssh://") || engine.startsWith("tcp://");
        if (!remote) {
            return "";
        }
        String rest = engine.substring(engine.indexOf("://") + 3);
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
        if (hostAndPort.startsWith("[") && hostAndPort.contains("]")) {
            return hostAndPort.substring(1, hostAndPort.indexOf(']'));
        }
        int colon = hostAndPort.indexOf(':');
        return colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
    }

    /** {@code env_file}: a path, or a list of paths and {@code {path, required}}. */
    static List<EnvFile> envFiles(Shape shape) {
        List<EnvFile> files = new ArrayList<>();
        for (Node item : shape.items("env_file")) {
            if (item instanceof ScalarNode path && path.isString()) {
                files.add(new EnvFile(path.text(), true, item.location()));
            } else if (item instanceof MapNode map) {
                files.add(envFile(new Shape(map, shape.what() + ": env_file", shape.problems())));
            } else {
                shape.wrong(item, "env_file", "a path or {path: …, required: false}");
            }
        }
        return files;
    }

    private static EnvFile envFile(Shape shape) {
        shape.allowing(FleetKeys.ENV_FILE).requiring(FleetKeys.ENV_FILE);
        boolean required = !shape.text("required").equals("false");
        return new EnvFile(shape.text("path"), required, shape.node().location());
    }
}
