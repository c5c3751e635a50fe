package dev.gantry.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SequencedSet;
import java.util.TreeSet;

/**
 * Steps while they are being collected. A step may be told to wait for one that was added later;
 * {@link #steps} puts them in order and numbers them.
 */
final class Draft {

    /** What a step is about: a host, a deployment and a service; the latter two may be empty. */
    record Subject(String host, String deployment, String service) {}

    private record Entry(
            Subject subject,
            Action action,
            Cause cause,
            SequencedSet<Integer> after,
            boolean destroysData) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Map<Stopped, Integer> stops = new HashMap<>();

    /** What runs before a stop, by the container's name. */
    private final Map<Stopped, Integer> hooks = new HashMap<>();

    private record Stopped(String host, String container) {}

    /** Adds a step and returns its handle. */
    int add(Subject subject, Action action, Cause cause, Collection<Integer> after) {
        return add(new Entry(subject, action, cause, new LinkedHashSet<>(after), false));
    }

    int addDestroying(Subject subject, Action action, Cause cause, Collection<Integer> after) {
        return add(new Entry(subject, action, cause, new LinkedHashSet<>(after), true));
    }

    private int add(Entry entry) {
        entries.add(entry);
        int handle = entries.size() - 1;
        if (entry.action() instanceof Action.StopContainer stop) {
            stops.put(new Stopped(entry.subject().host(), stop.container().id()), handle);
        } else if (entry.action() instanceof Action.RunHooks run
                && run.moment() == Hook.Moment.PRE_STOP) {
            hooks.put(new Stopped(entry.subject().host(), run.name()), handle);
        }
        return handle;
    }

    /** The step that stops this container already. */
    Optional<Integer> stop(Subject subject, String containerId) {
        return Optional.ofNullable(stops.get(new Stopped(subject.host(), containerId)));
    }

    /** The step with which the end of this container begins: its hooks, or else its stop. */
    Optional<Integer> farewell(Subject subject, Observed.Container container) {
        return Optional.ofNullable(hooks.get(new Stopped(subject.host(), container.name())))
                .or(() -> stop(subject, container.id()));
    }

    /** Whether that is done on the host already, for whatever deployment. */
    boolean has(Subject subject, Action action) {
        return entries.stream()
                .anyMatch(one ->
                        one.subject().host().equals(subject.host()) && one.action().equals(action));
    }

    void order(int step, int after) {
        entries.get(step).after().add(after);
    }

    /** Every step after those that it waits for, otherwise in the order of adding. */
    List<Step> steps() {
        List<Integer> order = order();
        Map<Integer, Integer> numbers = new LinkedHashMap<>();
        order.forEach(handle -> numbers.put(handle, numbers.size() + 1));
        List<Step> steps = new ArrayList<>();
        for (int handle : order) {
            steps.add(step(entries.get(handle), numbers.getOrDefault(handle, 0), numbers));
        }
        return List.copyOf(steps);
    }

    private static Step step(Entry entry, int number, Map<Integer, Integer> numbers) {
        SequencedSet<Integer> after = new TreeSet<>();
        entry.after().forEach(handle -> after.add(numbers.getOrDefault(handle, 0)));
        Subject subject = entry.subject();
        return new Step(
                number,
                subject.host(),
                subject.deployment(),
                subject.service(),
                entry.action(),
                entry.cause(),
                after,
                entry.destroysData());
    }

    private List<Integer> order() {
        int[] waiting = new int[entries.size()];
        List<List<Integer>> followers = new ArrayList<>();
        entries.forEach(entry -> followers.add(new ArrayList<>()));
        for (int handle = 0; handle < entries.size(); handle++) {
            waiting[handle] = entries.get(handle).after().size();
            for (int before : entries.get(handle).after()) {
                followers.get(before).add(handle);
            }
        }
        return drain(waiting, followers);
    }

    private List<Integer> drain(int[] waiting, List<List<Integer>> followers) {
        PriorityQueue<Integer> free = new PriorityQueue<>();
        for (int handle = 0; handle < waiting.length; handle++) {
            if (waiting[handle] == 0) {
                free.add(handle);
            }
        }
        List<Integer> order = new ArrayList<>();
        while (!free.isEmpty()) {
            int handle = free.remove();
            order.add(handle);
            for (int follower : followers.get(handle)) {
                if (--waiting[follower] == 0) {
                    free.add(follower);
                }
            }
        }
        if (order.size() < entries.size()) {
            throw new IllegalStateException("steps wait for each other: " + entries);
        }
        return order;
    }
}
