package dev.gantry.server.web.ui;

import java.util.Locale;

/** How a state is to look, besides its word. */
public enum Tone {
    GOOD,
    WARN,
    BAD,
    IDLE;

    /** The class in the style sheet. */
    public String style() {
        return name().toLowerCase(Locale.ROOT);
    }
}
