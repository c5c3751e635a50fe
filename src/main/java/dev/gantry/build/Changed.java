package dev.gantry.build;

/**
 * A file of a context that is not what it was at some commit.
 *
 * @param path below the context, with slashes
 * @param modified when it was written last, in Unix seconds; 0 where it is gone
 */
record Changed(String path, long modified) {}
