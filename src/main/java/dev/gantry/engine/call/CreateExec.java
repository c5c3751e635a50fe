package dev.gantry.engine.call;

import dev.gantry.doc.Json;
import dev.gantry.engine.ExecOptions;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;

/** {@code POST /containers/{id}/exec}; answers the id. */
public record CreateExec(String container, ExecOptions options) implements Call<String> {

    @Override
    public String doing() {
        return "run a command in container " + container;
    }

    @Override
    public Request request() {
        return Request.post(
                Target.of("containers", container, "exec").toString(),
                Json.object()
                        .put("AttachStdin", Json.of(options.input()))
                        .put("AttachStdout", Json.of(true))
                        .put("AttachStderr", Json.of(true))
                        .put("Tty", Json.of(options.terminal()))
                        .put("Cmd", Json.strings(options.command()))
                        .put("Env", Json.strings(options.environment()))
                        .put("User", Json.of(options.user()))
                        .put("WorkingDir", Json.of(options.directory()))
                        .put("DetachKeys", Json.of(options.detachKeys()))
                        .put("Privileged", Json.of(options.privileged()))
                        .build());
    }

    @Override
    public String answer(Response response) throws IOException {
        return Answers.object(response).text("Id");
    }
}
