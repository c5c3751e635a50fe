package dev.gantry.doctor.diagnosis;

import java.util.Collection;

/**
 * One thing that was found.
 *
 * @param text what is so, and why that matters where it does
 * @param next the way out; empty where none is needed
 */
public record Finding(State state, Topic topic, String text, String next) {

    static Finding ok(Topic topic, String text) {
        return new Finding(State.OK, topic, text, "");
    }

    static Finding unknown(Topic topic, String text, String next) {
        return new Finding(State.UNKNOWN, topic, text, next);
    }

    static Finding warning(Topic topic, String text, String next) {
        return new Finding(State.WARNING, topic, text, next);
    }

    static Finding problem(Topic topic, String text, String next) {
        return new Finding(State.PROBLEM, topic, text, next);
    }

    /** The Compose files could not be read, so nothing that they ask for is looked at. */
    public static Finding unread(String why) {
        return unknown(
                Topic.FLEET,
                "what the Compose files need is not looked at: " + why,
                "see gantry config");
    }

    /** The worst of them; what nobody knows is no fault. */
    public static State worst(Collection<Finding> findings) {
        return findings.stream()
                .map(Finding::state)
                .filter(state -> state != State.UNKNOWN)
                .max(State::compareTo)
                .orElse(State.OK);
    }
}
