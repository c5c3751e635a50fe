package dev.gantry.lab;

/**
 * A machine that a lab shall have.
 *
 * @param name lower-case letters, digits and inner dashes
 */
public record Machine(String name, EngineKind engine) {
    public Machine {
        Names.check("machine", name);
    }

    /** With Debian 12's engine. */
    public static Machine named(String name) {
        return new Machine(name, EngineKind.DOCKER20);
    }
}
