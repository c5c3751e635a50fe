package dev.gantry.engine.call;

import dev.gantry.engine.http.Patience;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;
import java.time.Duration;

/** {@code POST /containers/{id}/stop}; 304: it is stopped already. */
public record StopContainer(String container, Duration grace) implements Call<Done> {

    @Override
    public String doing() {
        return "stop container " + container;
    }

    @Override
    public Request request() {
        return Request.post(
                Target.of("containers", container, "stop")
                        .with("t", Long.toString(grace.toSeconds()))
                        .toString());
    }

    @Override
    public boolean accepts(int status) {
        return Answers.fine(status) || status == Answers.NOT_MODIFIED;
    }

    @Override
    public Patience patience(Patience usual) {
        return new Patience.Whole(usual.limit().plus(grace));
    }

    @Override
    public Done answer(Response response) throws IOException {
        return Answers.done(response);
    }
}
