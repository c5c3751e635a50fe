package dev.gantry.engine.call;

import dev.gantry.doc.Fields;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;

/** {@code POST /containers/create}; answers the id. */
public record CreateContainer(String container, String platform, MapNode body)
        implements Call<String> {

    @Override
    public String doing() {
        return "create container " + container;
    }

    @Override
    public Request request() {
        return Request.post(
                Target.of("containers", "create")
                        .with("name", container)
                        .withSome("platform", platform)
                        .toString(),
                body);
    }

    @Override
    public String next(Refusal refusal) {
        String image = Fields.of(body).text("Image");
        return switch (refusal.status()) {
            case 404 ->
                    refusal.words().contains("No such image")
                            ? MissingImage.next(image, refusal.engine())
                            : "";
            case 409 -> "look whose it is: docker inspect " + container;
            default -> "";
        };
    }

    @Override
    public String answer(Response response) throws IOException {
        return Answers.object(response).text("Id");
    }
}
