package dev.gantry.engine.call;

import dev.gantry.engine.http.Patience;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;

/** {@code POST /containers/{id}/wait}: answers when the container does not run, with its code. */
public record AwaitExit(String container) implements Call<Integer> {

    @Override
    public String doing() {
        return "wait for container " + container;
    }

    @Override
    public Request request() {
        return Request.post(Target.of("containers", container, "wait").toString());
    }

    @Override
    public Integer answer(Response response) throws IOException {
        return Answers.object(response).integer("StatusCode", 0);
    }

    /** The engine sends the head at once, the rest at the end. */
    @Override
    public Patience patience(Patience usual) {
        return new Patience.UpToHead(usual.limit());
    }
}
