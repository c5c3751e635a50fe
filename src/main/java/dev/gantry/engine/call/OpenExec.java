package dev.gantry.engine.call;

import dev.gantry.doc.Json;
import dev.gantry.engine.http.Patience;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;

/** {@code POST /exec/{id}/start}. The caller closes what it answers. */
public record OpenExec(String container, String exec, boolean terminal) implements Call<Response> {

    @Override
    public String doing() {
        return "run a command in container " + container;
    }

    @Override
    public Request request() {
        return Request.post(
                        Target.of("exec", exec, "start").toString(),
                        Json.object()
                                .put("Detach", Json.of(false))
                                .put("Tty", Json.of(terminal))
                                .build())
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
