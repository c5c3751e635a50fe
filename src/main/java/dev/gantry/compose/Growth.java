package dev.gantry.compose;

/**
 * How much text variables may make, counted over all texts that share it: a few lines of variables
 * that double one another would fill any memory.
 */
final class Growth {
    private final int limit;
    private int left;

    /**
     * @param limit in characters
     */
    Growth(int limit) {
        this.limit = limit;
        this.left = limit;
    }

    int limit() {
        return limit;
    }

    /** Takes that many characters, or, when so many are not left, all. */
    boolean allows(int characters) {
        boolean enough = characters <= left;
        left = enough ? left - characters : 0;
        return enough;
    }
}
