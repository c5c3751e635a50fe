package dev.gantry.engine.call;

import dev.gantry.doc.Fields;
import dev.gantry.engine.ImageSummary;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import java.io.IOException;
import java.util.List;

/**
 * {@code GET /images/json}; the tag {@code <none>:<none>} of older engines is left out.
 *
 * @param before what was answered the time before
 */
public record ListImages(Before<List<ImageSummary>> before) implements Call<List<ImageSummary>> {

    @Override
    public String doing() {
        return "list images";
    }

    @Override
    public Request request() {
        return Request.get("/images/json");
    }

    @Override
    public List<ImageSummary> answer(Response response) throws IOException {
        return before.orRead(response.bytes(), ListImages::images);
    }

    private static List<ImageSummary> images(String answer) {
        return Answers.list(answer).stream().map(ListImages::image).toList();
    }

    private static ImageSummary image(Fields image) {
        return new ImageSummary(
                image.text("Id"),
                named(image.texts("RepoTags")),
                named(image.texts("RepoDigests")),
                image.pairs("Labels"),
                image.number("Created"));
    }

    private static List<String> named(List<String> references) {
        return references.stream().filter(reference -> !reference.startsWith("<none>")).toList();
    }
}
