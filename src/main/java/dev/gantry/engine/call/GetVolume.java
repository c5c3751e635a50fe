package dev.gantry.engine.call;

import dev.gantry.doc.Fields;
import dev.gantry.engine.VolumeSummary;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;
import java.util.Optional;

/** {@code GET /volumes/{name}}; empty when there is none. */
public record GetVolume(String name) implements Call<Optional<VolumeSummary>> {

    @Override
    public String doing() {
        return "look at volume " + name;
    }

    @Override
    public Request request() {
        return Request.get(Target.of("volumes", name).toString());
    }

    @Override
    public boolean accepts(int status) {
        return Answers.fine(status) || status == Answers.NOT_FOUND;
    }

    @Override
    public Optional<VolumeSummary> answer(Response response) throws IOException {
        return Answers.some(response).map(found -> ListVolumes.volume(Fields.of(found)));
    }
}
