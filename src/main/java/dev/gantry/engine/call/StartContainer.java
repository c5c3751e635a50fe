package dev.gantry.engine.call;

import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;

/** {@code POST /containers/{id}/start}; 304: it runs already. */
public record StartContainer(String container) implements Call<Done> {

    @Override
    public String doing() {
        return "start container " + container;
    }

    @Override
    public Request request() {
        return Request.post(Target.of("containers", container, "start").toString());
    }

    @Override
    public boolean accepts(int status) {
        return Answers.fine(status) || status == Answers.NOT_MODIFIED;
    }

    @Override
    public String next(Refusal refusal) {
        if (refusal.words().contains("port is already allocated")
                || refusal.words().contains("address already in use")) {
            return "find who has the port: docker ps, ss -ltnp";
        }
        return refusal.words().contains("capabilities: [[gpu]]")
                ? "the host has no GPU that containers can use: install nvidia-container-toolkit there"
                : "";
    }

    @Override
    public Done answer(Response response) throws IOException {
        return Answers.done(response);
    }
}
