package dev.gantry.server.dispatch;

import java.util.Collection;
import java.util.Optional;

/**
 * Which of the upstreams that could take a request is to have it: the one that is the least busy
 * for its speed, where a model that would have to be loaded first, and a failure just now, count as
 * much as being busy to the limit, and the cache of the same beginning as half of that. Among
 * equals, the one whose turn is longest ago.
 */
record Choice(Affinity affinity, long now) {
    private static final double COLD = 1;
    private static final double UNSOUND = 1;
    private static final double CACHED = -0.5;

    Optional<Load> among(Collection<Load> loads, Ticket ticket) {
        return loads.stream()
                .filter(load -> fits(load, ticket))
                .min((one, other) -> compare(one, other, ticket.demand()));
    }

    boolean fits(Load load, Ticket ticket) {
        return load.takesOne(now) && serves(load, ticket);
    }

    /** Whether the ticket may go there, now or later. */
    static boolean serves(Load load, Ticket ticket) {
        return load.target().serves(ticket.demand()) && !ticket.hasTried(load.target());
    }

    private int compare(Load one, Load other, Demand demand) {
        int byCost = Double.compare(cost(one, demand), cost(other, demand));
        return byCost != 0 ? byCost : Long.compare(one.turn(), other.turn());
    }

    private double cost(Load load, Demand demand) {
        return load.pressure()
                + (load.target().hasLoaded(demand) ? 0 : COLD)
                + (load.breaker().sound() ? 0 : UNSOUND)
                + (affinity.leads(demand, load.target()) ? CACHED : 0);
    }
}
