package dev.gantry.engine.call;

import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;

/** {@code POST /containers/{id}/resize} or {@code POST /exec/{id}/resize}. */
public record ResizeTerminal(String kind, String id, int columns, int rows) implements Call<Done> {

    @Override
    public String doing() {
        return "resize the terminal";
    }

    @Override
    public Request request() {
        return Request.post(
                Target.of(kind, id, "resize")
                        .with("h", Integer.toString(rows))
                        .with("w", Integer.toString(columns))
                        .toString());
    }

    @Override
    public Done answer(Response response) throws IOException {
        return Answers.done(response);
    }

    public static ResizeTerminal ofContainer(String container, int columns, int rows) {
        return new ResizeTerminal("containers", container, columns, rows);
    }

    public static ResizeTerminal ofExec(String exec, int columns, int rows) {
        return new ResizeTerminal("exec", exec, columns, rows);
    }
}
