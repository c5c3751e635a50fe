package dev.gantry.engine.call;

import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;

/** {@code DELETE /images/{name}}. */
public record RemoveImage(String reference) implements Call<Done> {

    @Override
    public String doing() {
        return "remove image " + reference;
    }

    @Override
    public Request request() {
        return Request.delete(Target.ofImage(reference).toString());
    }

    @Override
    public Done answer(Response response) throws IOException {
        return Answers.done(response);
    }
}
