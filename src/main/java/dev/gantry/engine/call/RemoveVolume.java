package dev.gantry.engine.call;

import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;

/** {@code DELETE /volumes/{name}}; 404: it is gone already. */
public record RemoveVolume(String volume) implements Call<Done> {

    @Override
    public String doing() {
        return "remove volume " + volume;
    }

    @Override
    public Request request() {
        return Request.delete(Target.of("volumes", volume).toString());
    }

    @Override
    public boolean accepts(int status) {
        return Answers.fine(status) || status == Answers.NOT_FOUND;
    }

    @Override
    public String next(Refusal refusal) {
        return refusal.status() == 409
                ? "containers use it: docker ps -a --filter volume=" + volume
                : "";
    }

    @Override
    public Done answer(Response response) throws IOException {
        return Answers.done(response);
    }
}
