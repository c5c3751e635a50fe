package dev.gantry;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * An engine's socket for {@link Training} that answers every question with something of the right
 * shape, and says yes to every change; it remembers containers, networks and a lock.
 */
final class TrainingEngine implements AutoCloseable {
    private static final String LABELS =
            """
            {"com.docker.compose.project": "data", "com.docker.compose.service": "postgres",
             "com.docker.compose.container-number": "1", "com.docker.compose.oneoff": "False",
             "com.docker.compose.config-hash": "0"}
            """;

    /** One frame of standard output, 37 characters long. */
    private static final String LOG =
            "\1\0\0\0\0\0\0\45" + "2026-01-01T00:00:00.000000000Z ready\n";

    private static final String EVENT =
            """
            {"Type": "container", "Action": "health_status: healthy", "time": 1, "timeNano": 1,
             "Actor": {"ID": "c0ffee", "Attributes": {"name": "demo-data-postgres-1"}}}
            """;

    private static final String NETWORK_LABELS =
            """
            {"com.docker.compose.project": "data", "com.docker.compose.network": "default",
             "com.docker.compose.config-hash": "0"}
            """;

    /**
     * A container or a network that somebody has made.
     *
     * @param image a container's
     * @param labels as JSON
     */
    private record Made(String name, String image, String project, String labels) {

        /**
         * @param name of a container; a network has it in the body
         */
        static Made of(String name, String body) {
            Fields fields = Fields.of(JsonReader.read("the request", body));
            Fields labels = fields.map("Labels");
            return new Made(
                    fields.has("Name") ? fields.text("Name") : name,
                    fields.text("Image"),
                    labels.text("com.docker.compose.project"),
                    JsonWriter.compact(labels.node()));
        }

        Made named(String other) {
            return new Made(other, image, project, labels);
        }
    }

    private final ServerSocketChannel server;

    /** By id. One is there from the beginning, and is not what the files want. */
    private final Map<String, Made> containers = new LinkedHashMap<>();

    /** The same. */
    private final Map<String, Made> networks = new LinkedHashMap<>();

    /** The container that others wait for, until somebody has seen that it is not healthy yet. */
    private String starting = "";

    private int numbers;

    /** The volume that was made last, in the words of who made it. */
    private String made = "";

    private TrainingEngine(ServerSocketChannel server) {
        this.server = server;
        containers.put("c0ffee", new Made("demo-data-postgres-1", "postgres", "data", LABELS));
        networks.put("n1", new Made("data_default", "", "data", NETWORK_LABELS));
    }

    /** Listens on a socket that does not exist yet. */
    static TrainingEngine open(Path socket) {
        try {
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            TrainingEngine engine = new TrainingEngine(server);
            Thread.ofPlatform().daemon().start(engine::accept);
            return engine;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client));
            }
        } catch (IOException closed) {
            // The end of the training.
        }
    }

    /** One answer a read: the requests of the training are small, and a client waits for each. */
    private void serve(SocketChannel client) {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        try (client) {
            while (client.read(bytes.clear()) > 0) {
                String request = StandardCharsets.ISO_8859_1.decode(bytes.flip()).toString();
                client.write(StandardCharsets.UTF_8.encode(answer(request)));
            }
        } catch (IOException gone) {
            // The client has gone, as clients do.
        }
    }

    private synchronized String answer(String request) {
        String path = request.substring(request.indexOf(' ') + 1, request.indexOf(" HTTP/"));
        if (request.startsWith("GET ")) {
            return path.contains("/events") ? events() : response("200 OK", body(path));
        }
        if (path.contains("/volumes/create")) {
            made = bodyOf(request);
        }
        Map<String, Made> kind = path.contains("/networks/") ? networks : containers;
        if (path.contains("/containers/create") || path.contains("/networks/create")) {
            String id = "c" + numbers++;
            kind.put(id, Made.of(parameter(path, "name"), bodyOf(request)));
            return response("201 Created", "{\"Id\": \"" + id + "\"}");
        }
        if (path.contains("/rename?")) {
            kind.computeIfPresent(id(path), (_, one) -> one.named(parameter(path, "name")));
        }
        if (path.endsWith("/start") && name(id(path)).contains("first")) {
            starting = id(path);
        }
        if (request.startsWith("DELETE ")) {
            kind.remove(id(path));
        }
        return path.endsWith("/create") || path.contains("/create?")
                ? response("201 Created", "{\"Id\": \"c0ffee\"}")
                : response("204 No Content", "");
    }

    private static String bodyOf(String request) {
        return request.substring(request.indexOf("\r\n\r\n") + 4);
    }

    /** What follows {@code /v1.51/containers/}. */
    private static String id(String path) {
        return path.split("[/?]")[3];
    }

    private static String parameter(String path, String name) {
        int at = path.indexOf(name + "=");
        return at < 0 ? "" : path.substring(at + name.length() + 1).split("&", 2)[0];
    }

    private String body(String path) {
        if (path.contains("/containers/json")) {
            return all(containers, this::summary);
        }
        if (path.contains("/logs?")) {
            return LOG;
        }
        if (path.contains("/containers/")) {
            return container(health(id(path)));
        }
        if (path.contains("/networks")) {
            return all(networks, TrainingEngine::network);
        }
        if (path.contains("/volumes/")) {
            return made;
        }
        if (path.contains("/volumes")) {
            String known =
                    "{\"Name\": \"data_postgres-data\", \"Driver\": \"local\", \"Labels\": null}";
            return "{\"Volumes\": [" + known + (made.isEmpty() ? "" : ", " + made) + "]}";
        }
        if (path.contains("/images/json")) {
            return images();
        }
        if (path.contains("/images/")) {
            return "{\"Id\": \"sha256:ab\", \"Config\": {}}";
        }
        return "{\"Version\": \"28.5.2\", \"ApiVersion\": \"1.51\", \"MinAPIVersion\": \"1.24\", \"Os\": \"linux\", \"Arch\": \"amd64\"}";
    }

    private String summary(String id, Made one) {
        String network = one.project() + "_default";
        String networkId =
                networks.entrySet().stream()
                        .filter(known -> known.getValue().name().equals(network))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse("");
        return """
        {"Id": "%s", "Names": ["/%s"], "Image": "%s", "ImageID": "sha256:ab", "Labels": %s,
         "Command": "run", "Created": 1, "State": "running", "Status": "Up 3 minutes (healthy)",
         "Ports": [{"IP": "0.0.0.0", "PrivatePort": 5432, "PublicPort": 5432, "Type": "tcp"}],
         "NetworkSettings": {"Networks": {"%s": {"NetworkID": "%s"}}},
         "Mounts": [{"Type": "volume", "Name": "data_postgres-data", "Source": "/v", "Destination": "/d"}]}
        """
                .formatted(id, one.name(), one.image(), one.labels(), network, networkId);
    }

    private static String network(String id, Made one) {
        return """
        {"Id": "%s", "Name": "%s", "Driver": "bridge", "Labels": %s}
        """
                .formatted(id, one.name(), one.labels());
    }

    private static String container(String health) {
        return """
        {"Id": "c0ffee", "Name": "/demo-data-postgres-1", "Image": "sha256:ab",
         "State": {"Status": "running", "Running": true, "Health": {"Status": "%s", "Log": []}},
         "Config": {"Image": "postgres", "Env": ["A=b"], "Labels": {"a": "b"}}, "HostConfig": {},
         "NetworkSettings": {"Networks": {"data_default": {"NetworkID": "n1", "Aliases": ["postgres"]}}},
         "Mounts": []}
        """
                .formatted(health);
    }

    /** Whoever asks may know the name already. */
    private String name(String idOrName) {
        Made known = containers.get(idOrName);
        return known == null ? idOrName : known.name();
    }

    private String health(String id) {
        boolean first = starting.equals(id);
        starting = first ? "" : starting;
        return first ? "starting" : "healthy";
    }

    private static String all(Map<String, Made> made, BiFunction<String, Made, String> text) {
        List<String> all = new ArrayList<>();
        made.forEach((id, one) -> all.add(text.apply(id, one)));
        return "[" + String.join(",", all) + "]";
    }

    private String images() {
        List<String> tags = new ArrayList<>(List.of("\"postgres:latest\""));
        containers.values().forEach(one -> tags.add("\"" + one.image() + "\""));
        return "[{\"Id\": \"sha256:ab\", \"RepoTags\": ["
                + String.join(",", tags)
                + "], \"RepoDigests\": null}]";
    }

    /** One event; the stream stays open until its reader closes it. */
    private static String events() {
        return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(EVENT.length())
                + "\r\n"
                + EVENT
                + "\r\n";
    }

    private static String response(String status, String body) {
        return "HTTP/1.1 "
                + status
                + "\r\nApi-Version: 1.51\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n"
                + body;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
