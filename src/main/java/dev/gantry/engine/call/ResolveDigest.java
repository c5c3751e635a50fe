package dev.gantry.engine.call;

import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;

/** {@code GET /distribution/{name}/json}: what the image's registry has under its name. */
public record ResolveDigest(String reference, String registryAuth) implements Call<String> {

    @Override
    public String doing() {
        return "resolve the digest of image " + reference;
    }

    @Override
    public Request request() {
        Request request = Request.get(Target.ofDistribution(reference, "json").toString());
        return registryAuth.isEmpty() ? request : request.with("X-Registry-Auth", registryAuth);
    }

    @Override
    public String answer(Response response) throws IOException {
        return Answers.object(response).map("Descriptor").text("digest");
    }

    @Override
    public String next(Refusal refusal) {
        return "does the registry have the image, and does it know you (docker login)?";
    }
}
