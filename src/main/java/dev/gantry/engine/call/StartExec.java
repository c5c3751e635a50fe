package dev.gantry.engine.call;

import dev.gantry.doc.Json;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;

/** {@code POST /exec/{id}/start}, in the background. */
public record StartExec(String container, String exec) implements Call<Done> {

    @Override
    public String doing() {
        return "run a command in container " + container;
    }

    @Override
    public Request request() {
        return Request.post(
                Target.of("exec", exec, "start").toString(),
                Json.object().put("Detach", Json.of(true)).build());
    }

    @Override
    public Done answer(Response response) throws IOException {
        return Answers.done(response);
    }
}
