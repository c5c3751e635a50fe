package dev.gantry.compose;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.doc.Node;
import dev.gantry.doc.TextFile;
import dev.gantry.doc.YamlReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Phase "read": the documents of the files of one project; each file is read once, none larger than
 * 8 MiB.
 */
final class ComposeFiles {
    private static final int LARGEST = 8 << 20;

    private final Map<String, List<Node>> read = new HashMap<>();
    private final Budget budget = new Budget();
    private final StandardInput input;
    private final String home;
    private boolean leftOut;

    /**
     * @param home what {@code ~} stands for; may be empty
     */
    ComposeFiles(String home, StandardInput input) {
        this.input = input;
        this.home = home;
    }

    Budget budget() {
        return budget;
    }

    String home() {
        return home;
    }

    /** A file, or what it asked for, is not part of what is loaded: something is wrong with it. */
    void leaveOut() {
        leftOut = true;
    }

    boolean anyLeftOut() {
        return leftOut;
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
        List<Node> documents =
                path.equals(StandardInput.NAME)
                        ? YamlReader.documents(StandardInput.IN_WORDS, inputText(at))
                        : YamlReader.documents(path, text(path, at));
        documents.forEach(budget::read);
        read.put(path, documents);
        return documents;
    }

    private static String text(String path, Location at) {
        try {
            return TextFile.read(PathText.file(path), LARGEST);
        } catch (TextFile.UnreadableException wrong) {
            if (wrong.isMissing()) {
                throw refused(at, "open " + path + ": " + wrong.reason(), wrong.hint());
            }
            if (wrong.line() == 0) {
                throw refused(at, "read " + path + ": " + wrong.reason(), wrong.hint());
            }
            Location inside = new Location(path, wrong.line(), wrong.column());
            throw refused(inside, "the file " + wrong.reason(), wrong.hint());
        }
    }

    private String inputText(Location at) {
        try {
            return input.text(LARGEST);
        } catch (TextFile.UnreadableException wrong) {
            Location place =
                    wrong.line() == 0
                            ? at
                            : new Location(StandardInput.IN_WORDS, wrong.line(), wrong.column());
            throw refused(place, StandardInput.IN_WORDS + " " + wrong.reason(), wrong.hint());
        }
    }

    private static InputException refused(Location at, String message, String hint) {
        return new InputException(List.of(Problem.error(at, message, hint)));
    }
}
