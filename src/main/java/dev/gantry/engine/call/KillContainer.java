package dev.gantry.engine.call;

import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;

/** {@code POST /containers/{id}/kill}. */
public record KillContainer(String container, String signal) implements Call<Done> {

    @Override
    public String doing() {
        return "send " + signal + " to container " + container;
    }

    @Override
    public Request request() {
        return Request.post(
                Target.of("containers", container, "kill").with("signal", signal).toString());
    }

    @Override
    public Done answer(Response response) throws IOException {
        return Answers.done(response);
    }
}
