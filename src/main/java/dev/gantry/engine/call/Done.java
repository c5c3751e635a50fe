package dev.gantry.engine.call;

/** The answer of calls that answer nothing. */
public enum Done {
    DONE
}
