package dev.gantry.cli.show;

import dev.gantry.apply.Event;
import dev.gantry.apply.Outcome;
import dev.gantry.plan.Plan;
import dev.gantry.plan.Step;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The state of a plan under way, one row for each thing that is worked on: a container that is
 * created, started and waited for is one row. Not thread-safe.
 */
final class Board {
    private final Plan plan;
    private final Instant start;
    private final SequencedMap<String, Row> rows = new LinkedHashMap<>();
    private final Set<Integer> ended = new HashSet<>();

    /** How it stands with one thing. */
    enum State {
        PENDING,
        ACTIVE,
        DONE,
        FAILED,
        SKIPPED
    }

    /**
     * @param what {@code container web-1}
     * @param words what is being done to it, what was done last, or what it waits for
     * @param current bytes, or 0
     * @param total bytes, or 0 when unknown
     * @param left how many steps are still to come
     * @param since when work on it began; the start of the plan until then
     * @param until when it ended; {@code since} until then
     */
    record Row(
            String host,
            String what,
            State state,
            String words,
            long current,
            long total,
            int left,
            Instant since,
            Instant until) {

        Row with(State newState, String newWords) {
            return new Row(host, what, newState, newWords, 0, 0, left, since, until);
        }

        Row progress(String newWords, long newCurrent, long newTotal) {
            return new Row(host, what, state, newWords, newCurrent, newTotal, left, since, until);
        }

        Row begun(Instant now) {
            return new Row(host, what, state, words, current, total, left, now, now);
        }

        Row stepEnded(Instant now) {
            return new Row(host, what, state, words, current, total, left - 1, since, now);
        }

        Row oneMore() {
            return new Row(host, what, state, words, current, total, left + 1, since, until);
        }
    }

    Board(Plan plan, Instant start) {
        this.plan = plan;
        this.start = start;
        for (Step step : plan.steps()) {
            Row row = rows.computeIfAbsent(key(step), key -> pending(step));
            rows.put(key(step), row.oneMore());
        }
    }

    private Row pending(Step step) {
        String what = Doing.of(step.action()).what();
        return new Row(step.host(), what, State.PENDING, "", 0, 0, 0, start, start);
    }

    private static String key(Step step) {
        return step.host() + " " + Doing.of(step.action()).what();
    }

    private Row row(Step step) {
        return rows.computeIfAbsent(key(step), key -> pending(step));
    }

    void apply(Event event, Instant now) {
        switch (event) {
            case Event.PlanStarted _, Event.PlanEnded _ -> {}
            case Event.StepStarted started -> started(started.step(), now);
            case Event.StepProgress progress ->
                    rows.put(
                            key(progress.step()),
                            row(progress.step())
                                    .progress(
                                            progress.words(),
                                            progress.current(),
                                            progress.total()));
            case Event.StepEnded end -> ended(end.step(), end.outcome(), now);
        }
    }

    private void started(Step step, Instant now) {
        Row row = row(step);
        Row timed = row.words().isEmpty() ? row.begun(now) : row;
        rows.put(key(step), timed.with(State.ACTIVE, Doing.of(step.action()).now()));
    }

    private void ended(Step step, Outcome outcome, Instant now) {
        ended.add(step.number());
        Row row = row(step).stepEnded(now);
        rows.put(key(step), closed(row, step, outcome));
    }

    private static Row closed(Row row, Step step, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _ ->
                    row.with(
                            row.left() > 0 ? State.PENDING : State.DONE,
                            Doing.of(step.action()).done());
            case Outcome.Failed failed -> row.with(State.FAILED, failed.reason());
            case Outcome.Skipped skipped ->
                    row.state() == State.FAILED ? row : row.with(State.SKIPPED, skipped.because());
        };
    }

    List<Row> rows() {
        return List.copyOf(rows.values());
    }

    Instant start() {
        return start;
    }

    int steps() {
        return plan.steps().size();
    }

    int stepsEnded() {
        return ended.size();
    }

    /** Hosts in the order of their first step. */
    List<String> hosts() {
        return plan.steps().stream().map(Step::host).distinct().toList();
    }

    /** What the row's next step waits for, on another row; empty where it could begin. */
    String waitsFor(Row row) {
        for (Step step : plan.steps()) {
            if (!ended.contains(step.number()) && key(step).equals(row.host() + " " + row.what())) {
                return firstOpen(step, row);
            }
        }
        return "";
    }

    private String firstOpen(Step step, Row row) {
        for (int number : step.after()) {
            Step before = plan.steps().get(number - 1);
            String what = Doing.of(before.action()).what();
            boolean same = before.host().equals(row.host()) && what.equals(row.what());
            if (!ended.contains(number) && !same) {
                return before.host().equals(row.host()) ? what : what + " on " + before.host();
            }
        }
        return "";
    }
}
