package dev.gantry.engine.call;

import dev.gantry.engine.http.Patience;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.time.Duration;

/**
 * {@code GET /containers/{id}/archive}: a tar archive of a file or folder. The caller closes what
 * it answers.
 */
public record CopyOut(String container, String path) implements Call<Response> {

    @Override
    public String doing() {
        return "copy " + path + " of container " + container;
    }

    @Override
    public Request request() {
        return Request.get(
                Target.of("containers", container, "archive").with("path", path).toString());
    }

    @Override
    public Patience patience(Patience usual) {
        return new Patience.Idle(Duration.ofMinutes(10));
    }

    @Override
    public Response answer(Response response) {
        return response;
    }
}
