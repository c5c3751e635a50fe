package dev.gantry.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where {@code PATH} leads to, in the environment that a program is to have. */
final class SearchPath {
    private SearchPath() {}

    /**
     * @param variables of this process
     */
    static Optional<Path> find(String name, Map<String, String> variables) {
        for (String folder : variables.getOrDefault("PATH", "").split(":", -1)) {
            Path file = Path.of(folder).resolve(name);
            if (!folder.isEmpty() && Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }
}
