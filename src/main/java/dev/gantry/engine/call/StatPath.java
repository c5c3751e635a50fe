package dev.gantry.engine.call;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.engine.PathStat;
import dev.gantry.engine.http.ProtocolException;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/**
 * {@code HEAD /containers/{id}/archive}: what a path is. The answer has no body, and does not tell
 * a path that is missing from a container that is.
 */
public record StatPath(String container, String path) implements Call<Optional<PathStat>> {
    private static final int NOT_FOUND = 404;

    /** Bits of Go's {@code os.FileMode}. */
    private static final long DIRECTORY = 1L << 31;

    private static final long LINK = 1L << 27;

    @Override
    public String doing() {
        return "look at " + path + " in container " + container;
    }

    @Override
    public Request request() {
        return Request.head(
                Target.of("containers", container, "archive").with("path", path).toString());
    }

    @Override
    public boolean accepts(int status) {
        return status == NOT_FOUND || Call.super.accepts(status);
    }

    @Override
    public Optional<PathStat> answer(Response response) throws IOException {
        return response.status() == NOT_FOUND
                ? Optional.empty()
                : Optional.of(stat(response.header("x-docker-container-path-stat")));
    }

    private static PathStat stat(String header) throws ProtocolException {
        byte[] json;
        try {
            json = Base64.getDecoder().decode(header);
        } catch (IllegalArgumentException garbled) {
            throw new ProtocolException("a garbled description of a path");
        }
        Fields stat = Fields.of(JsonReader.read("the description of a path", json));
        long mode = stat.number("mode");
        PathStat.Kind kind =
                (mode & DIRECTORY) != 0
                        ? PathStat.Kind.DIRECTORY
                        : (mode & LINK) != 0 ? PathStat.Kind.LINK : PathStat.Kind.FILE;
        return new PathStat(
                stat.text("name"),
                kind,
                stat.text("linkTarget"),
                kind == PathStat.Kind.FILE ? stat.number("size") : 0);
    }
}
