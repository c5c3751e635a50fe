package dev.gantry.server.dispatch;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request on its way through the dispatcher, which alone changes it. */
public final class Ticket {
    private final Demand demand;
    private final Claimant claimant;
    private final Set<String> tried = new HashSet<>();

    /** What it holds a slot of; null: it waits, or is over. */
    private @Nullable Load holds;

    private long grantedAt;
    private boolean answered;
    private boolean kept;

    Ticket(Demand demand, Claimant claimant) {
        this.demand = demand;
        this.claimant = claimant;
    }

    public Demand demand() {
        return demand;
    }

    /** How many upstreams have failed it. */
    public int failures() {
        return tried.size();
    }

    /** The first byte of the answer is on its way to the client: from here on the slot stays. */
    public void answered() {
        answered = true;
    }

    Claimant claimant() {
        return claimant;
    }

    @Nullable Load load() {
        return holds;
    }

    boolean hasTried(Target target) {
        return tried.contains(target.id());
    }

    /**
     * @param asShare as its lane's share, which nobody takes away
     */
    void hold(Load load, boolean asShare, long now) {
        holds = load;
        grantedAt = now;
        kept = asShare;
        answered = false;
    }

    long grantedAt() {
        return grantedAt;
    }

    void letGo() {
        holds = null;
    }

    void failedAt(Target target) {
        tried.add(target.id());
    }

    boolean revocable() {
        return holds != null && !answered && !kept && demand.repeatable();
    }
}
