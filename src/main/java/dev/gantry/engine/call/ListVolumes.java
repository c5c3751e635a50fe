package dev.gantry.engine.call;

import dev.gantry.doc.Fields;
import dev.gantry.engine.VolumeSummary;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import java.io.IOException;
import java.util.List;

/** {@code GET /volumes}. */
public record ListVolumes() implements Call<List<VolumeSummary>> {

    @Override
    public String doing() {
        return "list volumes";
    }

    @Override
    public Request request() {
        return Request.get("/volumes");
    }

    @Override
    public List<VolumeSummary> answer(Response response) throws IOException {
        return Answers.object(response).maps("Volumes").stream().map(ListVolumes::volume).toList();
    }

    static VolumeSummary volume(Fields found) {
        return new VolumeSummary(found.text("Name"), found.text("Driver"), found.pairs("Labels"));
    }
}
