package dev.gantry.server.watchdog;

/** Wants to know when an upstream is not what it was. */
public interface Listener {

    /** Its condition or its reason changed, or what is known of its models and slots. */
    void changed(Change change);
}
