package dev.gantry.engine.call;

import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;

/** {@code POST /containers/{id}/rename}. */
public record RenameContainer(String container, String newName) implements Call<Done> {

    @Override
    public String doing() {
        return "rename container " + container + " to " + newName;
    }

    @Override
    public Request request() {
        return Request.post(
                Target.of("containers", container, "rename").with("name", newName).toString());
    }

    @Override
    public Done answer(Response response) throws IOException {
        return Answers.done(response);
    }
}
