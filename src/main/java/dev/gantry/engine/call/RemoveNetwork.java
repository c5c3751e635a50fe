package dev.gantry.engine.call;

import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;

/** {@code DELETE /networks/{id}}; 404: it is gone already. */
public record RemoveNetwork(String network) implements Call<Done> {

    @Override
    public String doing() {
        return "remove network " + network;
    }

    @Override
    public Request request() {
        return Request.delete(Target.of("networks", network).toString());
    }

    @Override
    public boolean accepts(int status) {
        return Answers.fine(status) || status == Answers.NOT_FOUND;
    }

    @Override
    public String next(Refusal refusal) {
        return refusal.words().contains("active endpoints")
                ? "containers of others use it: docker network inspect " + network
                : "";
    }

    @Override
    public Done answer(Response response) throws IOException {
        return Answers.done(response);
    }
}
