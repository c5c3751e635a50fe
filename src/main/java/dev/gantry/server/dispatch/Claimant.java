package dev.gantry.server.dispatch;

/** Who waits for an upstream. Is told on the thread that made it so. */
public interface Claimant {

    /** The slot is its own until it says {@link Dispatcher#release}. */
    void granted(Ticket ticket, Target target);

    /** The ticket is over. */
    void refused(Ticket ticket, Refusal refusal);

    /**
     * The slot was given to an earlier lane, and the ticket waits again: what was sent has to be
     * stopped. Told only of a ticket that {@link Ticket#answered} was not said of.
     */
    void revoked(Ticket ticket, Target target);
}
