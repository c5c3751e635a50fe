package dev.gantry.engine.call;

import dev.gantry.diag.InputException;
import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.Node;
import dev.gantry.engine.http.Response;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The JSON values that pull, push, build and load answer one after the other, with HTTP status 200
 * even when they fail: the failure is one of the values.
 */
final class ProgressStream {
    private ProgressStream() {}

    /**
     * Reads to the end.
     *
     * @throws RefusedException when a line tells of a failure
     */
    static void read(Response response, Consumer<Fields> line) throws IOException {
        try (JsonReader reader = JsonReader.of("the engine's progress", response.body())) {
            for (Optional<Node> next = reader.next(); next.isPresent(); next = reader.next()) {
                Fields fields = Fields.of(next.get());
                refuse(fields);
                line.accept(fields);
            }
        } catch (InputException broken) {
            throw response.broken(broken);
        }
    }

    private static void refuse(Fields line) throws RefusedException {
        String detail = line.map("errorDetail").text("message");
        String words = detail.isEmpty() ? line.text("error") : detail;
        if (!words.isEmpty()) {
            throw new RefusedException(words);
        }
    }
}
