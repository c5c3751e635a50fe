package dev.gantry.plan;

/**
 * A container that goes before the deployment's own are made, since one of its services takes its
 * place: both cannot be there.
 *
 * @param heir the service that takes its place
 * @param cause why it goes
 */
record Displaced(Observed.Container container, String heir, Cause cause) {}
