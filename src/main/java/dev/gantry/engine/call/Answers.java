package dev.gantry.engine.call;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Reads the bodies that several calls share. */
final class Answers {
    static final int NOT_FOUND = 404;
    static final int NOT_MODIFIED = 304;

    /** From here on the connection carries bytes in both directions. */
    static final int SWITCHED = 101;

    private static final String SOURCE = "the engine's answer";

    private Answers() {}

    static Fields object(Response response) throws IOException {
        return Fields.of(JsonReader.answer(SOURCE, response.text()));
    }

    static List<Fields> list(String answer) {
        return Fields.listOf(JsonReader.answer(SOURCE, answer));
    }

    /** Empty for 404. */
    static Optional<MapNode> some(Response response) throws IOException {
        if (response.status() == NOT_FOUND) {
            done(response);
            return Optional.empty();
        }
        return Optional.of(object(response).node());
    }

    /** Reads a body of no interest to its end, so that the connection can be used again. */
    static Done done(Response response) throws IOException {
        response.body().transferTo(OutputStream.nullOutputStream());
        return Done.DONE;
    }

    static boolean fine(int status) {
        return status >= 200 && status < 300;
    }
}
