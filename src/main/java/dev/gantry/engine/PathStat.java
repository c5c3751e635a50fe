package dev.gantry.engine;

/**
 * What a path of a container is.
 *
 * @param target where a symbolic link leads; empty for all else
 * @param size of a file, in bytes; 0 for all else
 */
public record PathStat(String name, Kind kind, String target, long size) {

    /** The kinds that copying tells apart. */
    public enum Kind {
        FILE,
        DIRECTORY,
        LINK
    }

    public boolean directory() {
        return kind == Kind.DIRECTORY;
    }
}
