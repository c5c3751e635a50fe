package dev.gantry.server.watchdog;

import java.util.Locale;

/** How an upstream is. */
public enum Condition {
    /** Not known yet. */
    UNKNOWN,
    /** Will be up by itself: it loads its model. */
    LOADING,
    UP,
    /** Takes requests, but slowly or not all of them well. */
    DEGRADED,
    DOWN;

    /** As the API, the dashboard and events call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it takes requests. */
    public boolean open() {
        return switch (this) {
            case UP, DEGRADED -> true;
            case UNKNOWN, LOADING, DOWN -> false;
        };
    }
}
