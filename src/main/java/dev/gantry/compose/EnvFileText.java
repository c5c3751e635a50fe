package dev.gantry.compose;

import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.TextFile;
import dev.gantry.doc.TextFile.UnreadableException;
import java.nio.file.Path;

/**
 * The text of a file of {@code NAME=value} lines; none larger than 1 MiB: a process cannot be given
 * more than two.
 *
 * @param path what messages call it
 * @param named where it is asked for
 */
public record EnvFileText(String path, Location named) {
    private static final int LARGEST = 1 << 20;

    /**
     * The text, empty where it cannot be read, which is a problem.
     *
     * @param file where {@code path} is
     * @param missing what to say when there is none
     * @param hint and what to do then
     */
    public String read(Path file, String missing, String hint, Problems problems) {
        try {
            return TextFile.readLines(file, LARGEST);
        } catch (UnreadableException wrong) {
            if (wrong.isMissing()) {
                problems.error(named, missing, hint);
            } else if (wrong.line() == 0) {
                problems.error(named, path + " " + wrong.reason(), wrong.hint());
            } else {
                problems.error(
                        new Location(path, wrong.line(), wrong.column()),
                        "the file " + wrong.reason(),
                        wrong.hint() + "; it is named at " + named);
            }
            return "";
        }
    }
}
