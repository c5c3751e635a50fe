package dev.gantry.engine.call;

import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;

/** {@code GET /exec/{id}/json}: how the process ended. */
public record GetExecCode(String exec) implements Call<Integer> {

    @Override
    public String doing() {
        return "ask how the command ended";
    }

    @Override
    public Request request() {
        return Request.get(Target.of("exec", exec, "json").toString());
    }

    @Override
    public Integer answer(Response response) throws IOException {
        return Answers.object(response).integer("ExitCode", 0);
    }
}
