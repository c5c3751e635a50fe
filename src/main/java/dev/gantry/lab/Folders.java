package dev.gantry.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Whole folders of the lab's own. */
final class Folders {
    private Folders() {}

    /** Makes a folder that is there and has nothing in it. */
    static Path empty(Path folder) throws IOException {
        delete(folder);
        return Files.createDirectories(folder);
    }

    /**
     * Deletes a folder with all that is in it, if it is there. Does not cross into another file
     * system, so that a mount which was forgotten is not emptied.
     */
    static void delete(Path folder) {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Shell.run("rm", "-rf", "--one-file-system", folder.toString());
        }
    }
}
