package dev.gantry.engine.call;

import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;

/** {@code POST /containers/{id}/unpause}. */
public record UnpauseContainer(String container) implements Call<Done> {

    @Override
    public String doing() {
        return "unpause container " + container;
    }

    @Override
    public Request request() {
        return Request.post(Target.of("containers", container, "unpause").toString());
    }

    @Override
    public Done answer(Response response) throws IOException {
        return Answers.done(response);
    }
}
