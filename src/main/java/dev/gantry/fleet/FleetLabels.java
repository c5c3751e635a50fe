package dev.gantry.fleet;

/** The labels that Gantry itself puts on what it makes. */
public final class FleetLabels {
    /** On a network that the fleet file declares: the fleet's name. */
    public static final String FLEET = "dev.gantry.fleet";

    private FleetLabels() {}
}
