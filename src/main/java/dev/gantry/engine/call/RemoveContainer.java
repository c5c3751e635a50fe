package dev.gantry.engine.call;

import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;

/** {@code DELETE /containers/{id}}, running or not; 404: it is gone already. */
public record RemoveContainer(String container, boolean anonymousVolumes) implements Call<Done> {

    @Override
    public String doing() {
        return "remove container " + container;
    }

    @Override
    public Request request() {
        return Request.delete(
                Target.of("containers", container)
                        .with("force", "1")
                        .with("v", anonymousVolumes ? "1" : "0")
                        .toString());
    }

    @Override
    public boolean accepts(int status) {
        return Answers.fine(status) || status == Answers.NOT_FOUND;
    }

    /**
     * While its last process still writes there, such as the end of its log, an engine may find
     * that a folder it has emptied is not empty.
     */
    @Override
    public boolean passes(Refusal refusal) {
        return refusal.status() == 500
                && (refusal.words().contains("directory not empty")
                        || refusal.words().contains("device or resource busy"));
    }

    @Override
    public Done answer(Response response) throws IOException {
        return Answers.done(response);
    }
}
