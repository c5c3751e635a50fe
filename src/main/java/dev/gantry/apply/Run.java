package dev.gantry.apply;

import dev.gantry.diag.CancelledException;
import dev.gantry.diag.OperationException;
import dev.gantry.engine.Engine;
import dev.gantry.plan.Action;
import dev.gantry.plan.Plan;
import dev.gantry.plan.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One execution of one plan. Owns everything that changes while it goes on. */
final class Run {
    private static final Outcome.Skipped CANCELLED = new Outcome.Skipped("cancelled");

    private final Plan plan;
    private final Teller teller;
    private final Engines engines;
    private final Deeds deeds;
    private final Pace pace;
    private final Timekeeper time;

    private final SequencedMap<Integer, Step> waiting = new LinkedHashMap<>();
    private final Map<Integer, Under> underWay = new LinkedHashMap<>();
    private final Map<Integer, Outcome> outcomes = new HashMap<>();
    private final Map<String, Integer> busy = new HashMap<>();
    private final Map<String, Watch> watches = new HashMap<>();
    private final Set<String> stuck = new LinkedHashSet<>();
    private @Nullable ExecutorService threads;
    private @Nullable RuntimeException bug;
    private boolean cancelled;

    /** A step under way: since when, and the alarm that ends it. */
    private record Under(Step step, long since, Timekeeper.Alarm deadline) {}

    Run(
            Plan plan,
            Consumer<Event> listener,
            Engines engines,
            Deeds deeds,
            Pace pace,
            Timekeeper time) {
        this.plan = plan;
        this.teller = new Teller(listener);
        this.engines = engines;
        this.deeds = deeds;
        this.pace = pace;
        this.time = time;
        plan.steps().forEach(step -> waiting.put(step.number(), step));
    }

    Report execute(Feasibility feasibility) {
        long begin = time.nanos();
        teller.say(new Event.PlanStarted(plan));
        try (ExecutorService pool = Executors.newCachedThreadPool(Thread.ofPlatform().factory())) {
            open(pool);
            try {
                refuse(isCancelled() ? new LinkedHashMap<>() : feasibility.of(plan));
                advance();
                awaitEnd();
            } finally {
                close();
            }
        }
        Report report = report(Duration.ofNanos(time.nanos() - begin));
        teller.say(new Event.PlanEnded(report));
        return report;
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    private synchronized void open(ExecutorService pool) {
        threads = pool;
    }

    /** Nothing is begun when something is known to be impossible. */
    private void refuse(SequencedMap<Integer, Outcome.Failed> impossible) {
        if (impossible.isEmpty()) {
            return;
        }
        synchronized (this) {
            for (Step step : List.copyOf(waiting.values())) {
                Outcome.Failed failed = impossible.get(step.number());
                end(
                        step,
                        failed == null
                                ? new Outcome.Skipped(
                                        "nothing was begun: step "
                                                + impossible.firstEntry().getKey()
                                                + " cannot be done")
                                : failed);
            }
        }
        teller.tell();
    }

    /** Starts what can start, skips what cannot any more, and tells it. */
    private void advance() {
        synchronized (this) {
            boolean changed = true;
            while (changed) {
                changed = false;
                for (Step step : List.copyOf(waiting.values())) {
                    changed |= advance(step);
                }
            }
        }
        teller.tell();
    }

    private boolean advance(Step step) {
        Optional<String> against = against(step);
        boolean allOver = outcomes.keySet().containsAll(step.after());
        if (against.isPresent() && (allOver || !(step.action() instanceof Action.PutInPlace))) {
            notDone(step, against.get());
            return true;
        }
        if (against.isEmpty() && allOver && hasRoom(step)) {
            start(step);
        }
        return false;
    }

    /** Why a step is not to be done, as far as that is known. */
    private Optional<String> against(Step step) {
        if (cancelled) {
            return Optional.of(CANCELLED.because());
        }
        for (int number : step.after()) {
            Outcome before = outcomes.get(number);
            if (before instanceof Outcome.Skipped skipped) {
                return Optional.of(skipped.because());
            }
            if (before instanceof Outcome.Failed) {
                return Optional.of("step " + number + " failed");
            }
        }
        return Optional.empty();
    }

    private void notDone(Step step, String because) {
        if (step.action() instanceof Action.PutInPlace put && hasSuccessor(step)) {
            withdraw(step, put, because);
        } else {
            end(step, new Outcome.Skipped(because));
        }
    }

    private boolean hasSuccessor(Step step) {
        return plan.steps().stream()
                .filter(one -> step.after().contains(one.number()))
                .anyMatch(one ->
                        one.action() instanceof Action.MakeSuccessor
                                && outcomes.get(one.number()) instanceof Outcome.Done);
    }

    /** The other half of {@link Action.PutInPlace}: the old container stays, its successor goes. */
    private void withdraw(Step step, Action.PutInPlace put, String because) {
        Duration grace = cancelled ? Duration.ZERO : put.recreation().service().stopGracePeriod();
        begin(step);
        teller.add(new Event.StepProgress(step, "the new one goes, the old one stays", 0, 0));
        spawn(() -> {
            try {
                deeds.withdraw(put, engines.of(step), grace);
                ended(step, new Outcome.Skipped(because));
            } catch (OperationException failed) {
                ended(step, failure(failed));
            }
        });
    }

    private boolean hasRoom(Step step) {
        return !counts(step) || busy.getOrDefault(step.host(), 0) < pace.callsPerEngine();
    }

    /** Waiting, stopping and hooks take long and cost the engine nothing. */
    private static boolean counts(Step step) {
        return !(step.action() instanceof Action.AwaitContainer)
                && !(step.action() instanceof Action.RunHooks)
                && !(step.action() instanceof Action.StopContainer);
    }

    private void begin(Step step) {
        waiting.remove(step.number());
        if (counts(step)) {
            busy.merge(step.host(), 1, Integer::sum);
        }
        underWay.put(step.number(), new Under(step, time.nanos(), deadline(step)));
    }

    private void start(Step step) {
        begin(step);
        teller.add(new Event.StepStarted(step));
        spawn(() -> perform(step));
    }

    private Timekeeper.Alarm deadline(Step step) {
        return pace.patience(step.action())
                .map(patience -> time.after(patience, () -> spawn(() -> tooLate(step, patience))))
                .orElse(() -> {});
    }

    private void tooLate(Step step, Duration patience) {
        String reason =
                "no answer from host " + step.host() + " for " + patience.toSeconds() + " s";
        giveUp(
                step,
                new Outcome.Failed(reason, "run the same command again to continue", List.of()));
    }

    private void giveUp(Step step, Outcome outcome) {
        synchronized (this) {
            if (!underWay.containsKey(step.number())) {
                return;
            }
            stuck.add(step.host());
        }
        ended(step, outcome);
    }

    /** Runs in a thread of its own, unless everything has ended. */
    private synchronized void spawn(Runnable work) {
        if (threads != null) {
            threads.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException unexpected) {
                    broken(unexpected);
                }
            });
        }
    }

    private void perform(Step step) {
        Engine engine = engines.of(step);
        teller.tell();
        if (step.action() instanceof Action.AwaitContainer it) {
            Wait wait =
                    new Wait(
                            engine,
                            it,
                            time,
                            words -> progress(step, words, 0, 0),
                            outcome -> ended(step, outcome));
            watch(step.host(), engine).begin(wait, startPeriod -> pace.ready(it, startPeriod));
            return;
        }
        try {
            deeds.perform(
                    step, engine, (words, current, total) -> progress(step, words, current, total));
            ended(step, new Outcome.Done(since(step)));
        } catch (OperationException failed) {
            ended(step, failure(failed));
        }
    }

    private static Outcome failure(OperationException failed) {
        String reason = Optional.ofNullable(failed.getMessage()).orElse("failed");
        return new Outcome.Failed(reason, failed.next(), List.of());
    }

    private synchronized Watch watch(String host, Engine engine) {
        return watches.computeIfAbsent(host, key -> new Watch(engine, time, this::spawn));
    }

    private synchronized Duration since(Step step) {
        Under under = underWay.get(step.number());
        return under == null ? Duration.ZERO : Duration.ofNanos(time.nanos() - under.since());
    }

    /** A step that gives a sign of life gets its time anew. */
    private void progress(Step step, String words, long current, long total) {
        synchronized (this) {
            Under under = underWay.get(step.number());
            if (under == null) {
                return;
            }
            under.deadline().cancel();
            underWay.put(step.number(), new Under(step, under.since(), deadline(step)));
            teller.add(new Event.StepProgress(step, words, current, total));
        }
        teller.tell();
    }

    private void ended(Step step, Outcome outcome) {
        synchronized (this) {
            if (!underWay.containsKey(step.number())) {
                return;
            }
            end(step, outcome);
        }
        advance();
    }

    private void end(Step step, Outcome outcome) {
        waiting.remove(step.number());
        Under under = underWay.remove(step.number());
        if (under != null) {
            under.deadline().cancel();
            if (counts(step)) {
                busy.merge(step.host(), -1, Integer::sum);
            }
        }
        outcomes.put(step.number(), outcome);
        teller.add(new Event.StepEnded(step, outcome));
        notifyAll();
    }

    void cancel() {
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            for (Under under : List.copyOf(underWay.values())) {
                if (under.step().action() instanceof Action.AwaitContainer) {
                    end(under.step(), CANCELLED);
                }
            }
        }
        advance();
        synchronized (this) {
            if (!underWay.isEmpty()) {
                time.after(pace.grace(), () -> spawn(this::abandon));
            }
        }
    }

    /** The grace is over: what is still under way is left behind. */
    private void abandon() {
        List<Under> left;
        synchronized (this) {
            left = List.copyOf(underWay.values());
        }
        String next = "run the same command again to continue";
        for (Under under : left) {
            giveUp(under.step(), new Outcome.Failed("cancelled while under way", next, List.of()));
        }
    }

    private synchronized void broken(RuntimeException unexpected) {
        bug = bug == null ? unexpected : bug;
        notifyAll();
    }

    private void awaitEnd() {
        synchronized (this) {
            while (bug == null && outcomes.size() < plan.steps().size()) {
                try {
                    wait();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new CancelledException("interrupted");
                }
            }
        }
    }

    /** Ends the threads: closes the streams, and the engines that owe an answer. */
    private void close() {
        List<Watch> open;
        List<String> owing;
        synchronized (this) {
            threads = null;
            open = List.copyOf(watches.values());
            owing = List.copyOf(stuck);
        }
        open.forEach(Watch::close);
        owing.forEach(host -> engines.of(host).close());
        if (!owing.isEmpty()) {
            deeds.abandon();
        }
    }

    private synchronized Report report(Duration took) {
        if (bug != null) {
            throw bug;
        }
        SequencedMap<Integer, Outcome> inOrder = new LinkedHashMap<>();
        for (Step step : plan.steps()) {
            inOrder.put(step.number(), outcomes.getOrDefault(step.number(), CANCELLED));
        }
        return new Report(plan, inOrder, cancelled, took);
    }
}
