package dev.gantry.compose.model;

import java.nio.file.Path;

/**
 * A config or a secret of the project.
 *
 * @param key its name in the file
 * @param name its name at the engine; only of use when external
 */
public record ProjectFile(String key, String name, boolean external, Source source) {

    /** Where the bytes come from. */
    public sealed interface Source permits FromFile, FromContent, FromEnvironment, None {}

    public record FromFile(Path path) implements Source {}

    /** The text stands in the Compose file itself. */
    public record FromContent(String text) implements Source {}

    /** The value of a variable; {@code value} never goes into a message. */
    public record FromEnvironment(String variable, String value) implements Source {
        @Override
        public String toString() {
            return "FromEnvironment[" + variable + "]";
        }
    }

    /** External, or of a driver. */
    public record None() implements Source {}
}
