package dev.gantry.engine.call;

import dev.gantry.engine.http.Patience;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;

/** {@code POST /containers/{id}/attach}. The caller closes what it answers. */
public record AttachContainer(String container, boolean input) implements Call<Response> {

    @Override
    public String doing() {
        return "attach to container " + container;
    }

    @Override
    public Request request() {
        return Request.post(
                        Target.of("containers", container, "attach")
                                .with("stream", "1")
                                .with("stdin", input ? "1" : "0")
                                .with("stdout", "1")
                                .with("stderr", "1")
                                .toString())
                .with("Connection", "Upgrade")
                .with("Upgrade", "tcp");
    }

    @Override
    public Response answer(Response response) {
        return response;
    }

    @Override
    public boolean accepts(int status) {
        return Answers.fine(status) || status == Answers.SWITCHED;
    }

    @Override
    public Patience patience(Patience usual) {
        return new Patience.UpToHead(usual.limit());
    }
}
