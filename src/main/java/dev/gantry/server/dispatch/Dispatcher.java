package dev.gantry.server.dispatch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives the slots of upstreams to requests: the earliest lane first, but for the shares of the
 * others; within a lane, key by key. A request that no upstream can take waits, in a line of
 * bounded length. For one thread at a time; {@code now} is of {@link System#nanoTime}.
 */
public final class Dispatcher {
    private static final Duration UNKNOWN_REPAIR = Duration.ofSeconds(5);

    private List<Line> lines;
    private final Map<String, Load> loads = new LinkedHashMap<>();
    private final Affinity affinity = new Affinity();
    private final ArrayDeque<Runnable> news = new ArrayDeque<>();
    private long grants;

    /** Since upstreams were last asked whether there is still hope for everybody who waits. */
    private boolean worse;

    private boolean settling;
    private boolean again;

    /**
     * @param lanes the earliest first
     */
    public Dispatcher(List<Lane> lanes) {
        this.lines = lanes.stream().map(Line::new).toList();
    }

    /** These are the upstreams now. What they have to do already stays with them. */
    public void targets(Collection<Target> present, long now) {
        Set<String> ids = new HashSet<>();
        for (Target target : present) {
            ids.add(target.id());
            loads.computeIfAbsent(target.id(), _ -> new Load(target)).describe(target);
        }
        // Who holds a slot of one that is gone keeps it until it ends.
        loads.keySet().retainAll(ids);
        share();
        worse = true;
        settle(now);
    }

    /**
     * These are the lanes now, the earliest first. Whoever waits keeps its place: one that is no
     * longer named comes after the others, as it was, for those who are in it.
     */
    public void lanes(List<Lane> named, long now) {
        List<Line> next = new ArrayList<>();
        for (Lane lane : named) {
            Line line = find(lane.name()).orElseGet(() -> new Line(lane));
            line.describe(lane);
            next.add(line);
        }
        lines.stream()
                .filter(line -> !next.contains(line))
                .forEach(line -> {
                    line.close();
                    next.add(line);
                });
        lines = next;
        settle(now);
    }

    /** Lanes that are no longer named go with the last one in them. */
    private void forgetLanes() {
        if (lines.stream().anyMatch(Line::over)) {
            lines = lines.stream().filter(line -> !line.over()).toList();
        }
    }

    private void share() {
        Map<String, List<Load>> devices = new LinkedHashMap<>();
        for (Load load : loads.values()) {
            load.target()
                    .device()
                    .ifPresent(device ->
                            devices.computeIfAbsent(device.id(), _ -> new ArrayList<>()).add(load));
        }
        devices.values().forEach(sharers -> sharers.forEach(load -> load.share(sharers)));
    }

    /**
     * Asks for an upstream. The claimant is told before this returns when it is known by then.
     *
     * @throws IllegalArgumentException when there is no such lane
     */
    public Ticket submit(Demand demand, Claimant claimant, long now) {
        Line line = line(demand);
        Ticket ticket = new Ticket(demand, claimant);
        Optional<Refusal> refusal = hopeless(ticket, now).or(() -> crowded(line, ticket, now));
        if (refusal.isPresent()) {
            claimant.refused(ticket, refusal.get());
        } else {
            line.addLast(ticket);
            settle(now);
        }
        return ticket;
    }

    /** Its slot is free, and it is over. */
    public void release(Ticket ticket, Result result, long now) {
        Load load = ticket.load();
        if (load == null) {
            return;
        }
        vacate(ticket, load);
        Line line = line(ticket.demand());
        line.left();
        switch (result) {
            case SERVED -> {
                load.breaker().served();
                line.took(now - ticket.grantedAt());
                affinity.remember(ticket.demand(), load.target());
            }
            case FAILED -> failed(load, now);
            case ABANDONED -> {}
        }
        settle(now);
    }

    /** The upstream has failed it before its answer: it is to have another, before all who wait. */
    public void retry(Ticket ticket, long now) {
        Load load = ticket.load();
        if (load == null) {
            return;
        }
        vacate(ticket, load);
        failed(load, now);
        ticket.failedAt(load.target());
        line(ticket.demand()).addFirst(ticket);
        settle(now);
    }

    /** Its client has gone: whether it waits or holds a slot, it is over. */
    public void withdraw(Ticket ticket, long now) {
        if (ticket.load() == null) {
            find(ticket.demand().lane()).ifPresent(line -> line.drop(ticket));
        } else {
            release(ticket, Result.ABANDONED, now);
        }
    }

    /**
     * Time has passed: upstreams that were not asked may be asked again, and lanes that nobody is
     * in any more are forgotten.
     */
    public void tick(long now) {
        forgetLanes();
        settle(now);
    }

    /** How many wait in the lane of that name. */
    public int waiting(String lane) {
        return find(lane).map(Line::waiting).orElse(0);
    }

    /** How many requests that upstream has. */
    public int outstanding(String target) {
        Load load = loads.get(target);
        return load == null ? 0 : load.outstanding();
    }

    private Line line(Demand demand) {
        return line(demand.lane());
    }

    private Optional<Line> find(String lane) {
        return lines.stream().filter(line -> line.lane().name().equals(lane)).findFirst();
    }

    private Line line(String lane) {
        return find(lane)
                .orElseThrow(() -> new IllegalArgumentException("no lane \"" + lane + "\""));
    }

    private void failed(Load load, long now) {
        load.breaker().failed(now);
        worse = true;
    }

    private static void vacate(Ticket ticket, Load load) {
        load.remove(ticket);
        ticket.letGo();
    }

    /** Why it would wait in vain. */
    private Optional<Refusal> hopeless(Ticket ticket, long now) {
        List<Load> able =
                loads.values().stream()
                        .filter(load -> load.target().serves(ticket.demand()))
                        .toList();
        if (able.isEmpty()) {
            return Optional.of(new Refusal.Unknown(ticket.demand()));
        }
        if (able.stream().anyMatch(load -> load.willing(now) && Choice.serves(load, ticket))) {
            return Optional.empty();
        }
        long soonest =
                able.stream()
                        .filter(load -> load.target().open() && load.breaker().pausing(now))
                        .mapToLong(load -> load.breaker().opensIn(now))
                        .min()
                        .orElse(UNKNOWN_REPAIR.toNanos());
        return Optional.of(new Refusal.Unavailable(ticket.demand(), Duration.ofNanos(soonest)));
    }

    /** A full line is of no matter to whom a slot is free for. */
    private Optional<Refusal> crowded(Line line, Ticket ticket, long now) {
        if (!line.full() || new Choice(affinity, now).among(loads.values(), ticket).isPresent()) {
            return Optional.empty();
        }
        int slots =
                loads.values().stream()
                        .filter(load -> load.willing(now) && Choice.serves(load, ticket))
                        .mapToInt(load -> load.target().slots())
                        .sum();
        return Optional.of(new Refusal.Busy(line.lane(), line.waiting(), line.patience(slots)));
    }

    /**
     * Until nothing more can be given, and everybody knows. Who is told may ask for more meanwhile.
     */
    private void settle(long now) {
        again = true;
        if (settling) {
            return;
        }
        settling = true;
        try {
            while (again) {
                again = false;
                refuseHopeless(now);
                boolean given = true;
                while (given) {
                    given = somebodyWaits() && (grantOne(now) || revokeOne(now));
                }
                tell();
            }
        } finally {
            settling = false;
        }
    }

    private boolean somebodyWaits() {
        for (Line line : lines) {
            if (line.waiting() > 0) {
                return true;
            }
        }
        return false;
    }

    private void tell() {
        for (Runnable one = news.poll(); one != null; one = news.poll()) {
            one.run();
        }
    }

    private void refuseHopeless(long now) {
        if (!worse) {
            return;
        }
        worse = false;
        for (Line line : lines) {
            line.dropAll(
                    ticket -> hopeless(ticket, now).isPresent(),
                    ticket ->
                            hopeless(ticket, now)
                                    .ifPresent(why ->
                                            news.add(
                                                    () -> ticket.claimant().refused(ticket, why))));
        }
    }

    /**
     * The slot that is free goes to the earliest lane that can use it, or to a later one that it is
     * due to.
     */
    private boolean grantOne(long now) {
        if (loads.values().stream().noneMatch(load -> load.takesOne(now))) {
            return false;
        }
        Choice choice = new Choice(affinity, now);
        List<Line> able = lines.stream().filter(line -> next(line, choice).isPresent()).toList();
        if (able.isEmpty()) {
            return false;
        }
        Line chosen = able.stream().skip(1).filter(Line::due).findFirst().orElse(able.getFirst());
        // One that gives way again and again gets its share too, and then does not give way.
        boolean asShare = chosen != able.getFirst() || (chosen.lane().yields() && chosen.due());
        next(chosen, choice)
                .ifPresent(ticket -> {
                    chosen.serve(ticket);
                    choice.among(loads.values(), ticket)
                            .ifPresent(load -> give(ticket, load, asShare, now));
                });
        if (asShare) {
            chosen.spend();
        } else {
            able.stream()
                    .skip(1)
                    .filter(line -> next(line, choice).isEmpty())
                    .forEach(Line::passedOver);
        }
        return true;
    }

    private Optional<Ticket> next(Line line, Choice choice) {
        return line.next(
                ticket -> loads.values().stream().anyMatch(load -> choice.fits(load, ticket)));
    }

    private void give(Ticket ticket, Load load, boolean asShare, long now) {
        grants++;
        load.add(ticket, grants);
        ticket.hold(load, asShare, now);
        Target target = load.target();
        news.add(() -> ticket.claimant().granted(ticket, target));
    }

    /** Who gives way, and where room comes of it. */
    private record Yield(Ticket victim, Load room) {}

    /** Who waits in an earlier lane takes the slot of one in a later lane that yields. */
    private boolean revokeOne(long now) {
        for (int rank = 0; rank < lines.size(); rank++) {
            Line line = lines.get(rank);
            Set<String> later = lanesThatYield(rank);
            Optional<Ticket> waiter =
                    later.isEmpty()
                            ? Optional.empty()
                            : line.next(ticket -> yielding(ticket, later, now).isPresent());
            if (waiter.isPresent()) {
                yielding(waiter.get(), later, now)
                        .ifPresent(room -> replace(room, line, waiter.get(), now));
                return true;
            }
        }
        return false;
    }

    private Set<String> lanesThatYield(int rank) {
        Set<String> names = new HashSet<>();
        lines.stream()
                .skip(rank + 1L)
                .map(Line::lane)
                .filter(Lane::yields)
                .forEach(lane -> names.add(lane.name()));
        return names;
    }

    /** The one of them that has lost the least: the last that was let in. */
    private Optional<Yield> yielding(Ticket waiter, Set<String> lanes, long now) {
        return loads.values().stream()
                .filter(load -> load.willing(now) && Choice.serves(load, waiter))
                .flatMap(load -> load.inTheWay().map(holder -> new Yield(holder, load)))
                .filter(one -> lanes.contains(one.victim().demand().lane()))
                .filter(one -> one.victim().revocable())
                .max((one, other) ->
                        Long.compare(one.victim().grantedAt(), other.victim().grantedAt()));
    }

    private void replace(Yield yield, Line line, Ticket waiter, long now) {
        Ticket victim = yield.victim();
        Load load = victim.load();
        if (load == null) {
            return;
        }
        vacate(victim, load);
        Target target = load.target();
        news.add(() -> victim.claimant().revoked(victim, target));
        Line later = line(victim.demand());
        later.addFirst(victim);
        later.passedOver();
        line.serve(waiter);
        give(waiter, yield.room(), false, now);
    }
}
