package dev.gantry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * An engine's socket for {@link Training} that answers every question with something of the right
 * shape, and says yes to every change without making one; it only remembers a lock.
 */
final class TrainingEngine implements AutoCloseable {
    private static final String CONTAINERS =
            """
            [{"Id": "c0ffee", "Names": ["/demo-data-postgres-1"], "Image": "postgres", "ImageID": "sha256:ab",
              "Command": "run", "Created": 1, "State": "running", "Status": "Up 3 minutes (healthy)",
              "Ports": [{"IP": "0.0.0.0", "PrivatePort": 5432, "PublicPort": 5432, "Type": "tcp"}],
              "Labels": {"com.docker.compose.project": "data", "com.docker.compose.service": "postgres",
                         "com.docker.compose.container-number": "1", "com.docker.compose.oneoff": "False",
                         "com.docker.compose.config-hash": "0"},
              "NetworkSettings": {"Networks": {"data_default": {"NetworkID": "n1"}}},
              "Mounts": [{"Type": "volume", "Name": "data_postgres-data", "Source": "/v", "Destination": "/d"}]}]
            """;

    private static final String NETWORKS =
            """
            [{"Id": "n1", "Name": "data_default", "Driver": "bridge",
              "Labels": {"com.docker.compose.project": "data", "com.docker.compose.network": "default",
                         "com.docker.compose.config-hash": "0"}}]
            """;

    private static final String CONTAINER =
            """
            {"Id": "c0ffee", "Name": "/demo-data-postgres-1", "Image": "sha256:ab",
             "State": {"Status": "running", "Running": true, "Health": {"Status": "healthy", "Log": []}},
             "Config": {"Image": "postgres", "Env": ["A=b"], "Labels": {"a": "b"}}, "HostConfig": {},
             "NetworkSettings": {"Networks": {"data_default": {"NetworkID": "n1", "Aliases": ["postgres"]}}},
             "Mounts": []}
            """;

    private final ServerSocketChannel server;

    /** The volume that was made last, in the words of who made it. */
    private volatile String made = "";

    private TrainingEngine(ServerSocketChannel server) {
        this.server = server;
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

    private String answer(String request) {
        String path = request.substring(request.indexOf(' ') + 1, request.indexOf(" HTTP/"));
        if (request.startsWith("GET ")) {
            return response("200 OK", body(path));
        }
        if (path.contains("/volumes/create")) {
            made = request.substring(request.indexOf("\r\n\r\n") + 4);
        }
        return path.endsWith("/create") || path.contains("/create?")
                ? response("201 Created", "{\"Id\": \"c0ffee\"}")
                : response("204 No Content", "");
    }

    private String body(String path) {
        if (path.contains("/containers/json")) {
            return CONTAINERS;
        }
        if (path.contains("/containers/")) {
            return CONTAINER;
        }
        if (path.contains("/networks")) {
            return NETWORKS;
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
            return "[{\"Id\": \"sha256:ab\", \"RepoTags\": [\"postgres:latest\"], \"RepoDigests\": null}]";
        }
        return "{\"Version\": \"28.5.2\", \"ApiVersion\": \"1.51\", \"MinAPIVersion\": \"1.24\", \"Os\": \"linux\", \"Arch\": \"amd64\"}";
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
