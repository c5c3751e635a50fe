package dev.gantry.compose;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.doc.Node;
import dev.gantry.doc.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Phase "read": the documents of the files of one project; each file is read once, none larger than
 * 8 MiB.
 */
final class ComposeFiles {
    private static final long LARGEST = 8L << 20;

    private final Map<String, List<Node>> read = new HashMap<>();
    private final String home;

    /**
     * @param home what {@code ~} stands for; may be empty
     */
    ComposeFiles(String home) {
        this.home = home;
    }

    String home() {
        return home;
    }

    /**
     * The documents of the file, merge keys still standing.
     *
     * @param at where the file is named
     */
    List<Node> documents(String path, Location at) {
        List<Node> known = read.get(path);
        if (known != null) {
            return known;
        }
        List<Node> documents = YamlReader.documents(path, text(path, at));
        read.put(path, documents);
        return documents;
    }

    private static String text(String path, Location at) {
        try {
            Path file = PathText.file(path);
            if (Files.size(file) > LARGEST) {
                throw refused(at, path + " is too large", "a Compose file has at most 8 MiB");
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException _) {
            throw refused(at, "open " + path + ": no such file or directory", "check the path");
        } catch (IOException e) {
            boolean directory = Files.isDirectory(PathText.file(path));
            String why = directory ? "is a directory" : String.valueOf(e.getMessage());
            throw refused(at, "read " + path + ": " + why, "");
        }
    }

    private static InputException refused(Location at, String message, String hint) {
        return new InputException(List.of(Problem.error(at, message, hint)));
    }
}
