package dev.gantry.engine.call;

import dev.gantry.doc.Fields;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.VolumeSummary;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import java.io.IOException;

/** {@code POST /volumes/create}; one that is there already stays as it is, and is the answer. */
public record CreateVolume(MapNode body) implements Call<VolumeSummary> {

    @Override
    public String doing() {
        return "create volume " + Fields.of(body).text("Name");
    }

    @Override
    public Request request() {
        return Request.post("/volumes/create", body);
    }

    @Override
    public VolumeSummary answer(Response response) throws IOException {
        return ListVolumes.volume(Answers.object(response));
    }
}
