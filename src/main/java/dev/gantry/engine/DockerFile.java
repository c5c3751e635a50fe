package dev.gantry.engine;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the JSON files that the Docker CLI keeps. */
final class DockerFile {
    private DockerFile() {}

    /**
     * The object in the file.
     *
     * @throws InputException when it cannot be read, or is none
     */
    static Fields read(Path file) {
        try {
            return Fields.of(JsonReader.read(file.toString(), Files.readAllBytes(file)));
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    static InputException unreadable(Path file, IOException failed) {
        return new InputException(
                List.of(
                        Problem.error(
                                Location.of(file.toString()),
                                "cannot be read: " + failed.getMessage())));
    }
}
