package dev.gantry.diag;

/**
 * A place in an input: a file, an environment variable, a command-line argument.
 *
 * @param source what a person would open or look at: a path as the user wrote it, or words like
 *     {@code the environment}
 * @param line 1-based; 0 when the whole source is meant
 * @param column 1-based, counted in code points; 0 when the whole line is meant
 */
public record Location(String source, int line, int column) implements Comparable<Location> {

    /** The whole of {@code source}. */
    public static Location of(String source) {
        return new Location(source, 0, 0);
    }

    @Override
    public int compareTo(Location other) {
        int bySource = source.compareTo(other.source);
        if (bySource != 0) {
            return bySource;
        }
        int byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    /** {@code file:line:column}, the form that editors and terminals link. */
    @Override
    public String toString() {
        if (line == 0) {
            return source;
        }
        return column == 0 ? source + ":" + line : source + ":" + line + ":" + column;
    }
}
