package dev.gantry.compose;

import dev.gantry.diag.Location;
import java.util.ArrayList;
import java.util.List;

/** Takes the notes of one project while it is loaded. Not thread-safe. */
final class NoteBook {
    private static final int MOST_BLANKS = 1000;

    private final List<Notes.Blank> blanks = new ArrayList<>();
    private final List<Notes.RelativePath> paths = new ArrayList<>();

    void blank(String name, boolean set, Location location) {
        if (blanks.size() < MOST_BLANKS) {
            blanks.add(new Notes.Blank(name, set, location));
        }
    }

    void path(String written, String base, Location location) {
        paths.add(new Notes.RelativePath(written, base, location));
    }

    Notes notes() {
        return new Notes(List.copyOf(blanks), List.copyOf(paths));
    }
}
