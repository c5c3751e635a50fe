package dev.gantry.engine.call;

import dev.gantry.engine.http.Patience;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;

/**
 * {@code PUT /containers/{id}/archive}: unpacks a tar archive there.
 *
 * @param careful whether a file never takes a folder's place, nor a folder a file's
 * @param givenAway whether all of it becomes the container's user's, instead of its owners'
 */
public record CopyInto(
        String container, String folder, InputStream tar, boolean careful, boolean givenAway)
        implements Call<Done> {

    @Override
    public String doing() {
        return "copy files into " + folder + " of container " + container;
    }

    @Override
    public Request request() {
        return new Request(
                "PUT",
                Target.of("containers", container, "archive")
                        .with("path", folder)
                        .withSome("noOverwriteDirNonDir", careful ? "1" : "")
                        .withSome("copyUIDGID", givenAway ? "1" : "")
                        .toString(),
                Map.of(),
                new Request.Stream("application/x-tar", tar));
    }

    @Override
    public Patience patience(Patience usual) {
        return new Patience.Idle(Duration.ofMinutes(10));
    }

    @Override
    public Done answer(Response response) throws IOException {
        return Answers.done(response);
    }
}
