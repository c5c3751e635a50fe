package dev.gantry.compose;

import dev.gantry.diag.Location;
import java.util.List;

/**
 * What the canonical form no longer tells of the files, and checks want to know.
 *
 * @param blanks in the order of reading; of very many, the first ones
 * @param paths of bind mounts, in the order of resolving
 */
public record Notes(List<Blank> blanks, List<RelativePath> paths) {
    public static final Notes NONE = new Notes(List.of(), List.of());

    /**
     * A variable that is used without a default, and comes to nothing.
     *
     * @param set whether it is there, with an empty value
     * @param location the value that it is used in
     */
    public record Blank(String name, boolean set, Location location) {}

    /**
     * A path that was written relative to something.
     *
     * @param base the directory it was resolved against: absolute, or seen from the project's
     * @param location where it is written
     */
    public record RelativePath(String written, String base, Location location) {}
}
