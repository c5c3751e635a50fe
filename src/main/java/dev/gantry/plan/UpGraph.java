package dev.gantry.plan;

import dev.gantry.compose.model.Dependency;
import dev.gantry.compose.model.OneOff;
import dev.gantry.compose.model.Readiness;
import dev.gantry.compose.model.Service;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Need;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Turns surveys into steps: one graph over all deployments. Within a service the order is pull,
 * create, start, wait; a start comes after the waits for everything that the service depends on or
 * its stack needs.
 */
final class UpGraph {

    private final Draft draft = new Draft();
    private final Wants wants;
    private final HostResources resources = new HostResources(draft);
    private final Map<Wants.Key, Made> made = new LinkedHashMap<>();
    private final List<Survey> added = new ArrayList<>();

    UpGraph(Wants wants) {
        this.wants = wants;
    }

    /** Adds a deployment; those whose stacks it needs have been added before. */
    void add(Survey survey) {
        Discarding discarding = new Discarding(draft, survey.deployment(), survey.host());
        List<Integer> cleared = removeOrphans(survey);
        cleared.addAll(discarding.allCarriers());
        SequencedSet<Integer> needed = needed(survey.deployment());
        DisplacedRemoval displaced = new DisplacedRemoval(draft, survey);
        cleared.addAll(displaced.removals(needed));
        resources.make(survey, cleared);
        displaced.after(resources.images(survey));
        var shared = Sharing.before(survey.deployment().project());
        for (Verdict.OfService verdict : survey.services()) {
            String name = verdict.service().name();
            ServiceSteps steps =
                    new ServiceSteps(survey, verdict, new LinkedHashSet<>(needed), cleared);
            made.put(survey.key(name), steps.add(shared.getOrDefault(name, new LinkedHashSet<>())));
        }
        discard(survey, discarding, cleared);
        added.add(survey);
    }

    /** What was delivered for containers that go is of no use any more when they are gone. */
    private void discard(Survey survey, Discarding discarding, List<Integer> cleared) {
        List<Observed.Container> going = new ArrayList<>(survey.orphans());
        survey.displaced().forEach(one -> going.add(one.container()));
        List<Integer> after = new ArrayList<>(cleared);
        for (Verdict.OfService verdict : survey.services()) {
            verdict.containers().stream()
                    .filter(Verdict.OfContainer::goes)
                    .forEach(one -> going.add(one.container()));
            Made steps = made.get(survey.key(verdict.service().name()));
            if (steps != null) {
                after.addAll(steps.recreates());
                after.addAll(steps.removes());
            }
        }
        discarding.discard(going, survey.deployment().freight().parcels(), after);
    }

    List<Step> steps() {
        return draft.steps();
    }

    private List<Integer> removeOrphans(Survey survey) {
        List<Integer> removed = new ArrayList<>();
        for (Observed.Container orphan : survey.orphans()) {
            Draft.Subject subject =
                    new Draft.Subject(
                            survey.host().name(),
                            survey.deployment().id(),
                            HostView.service(orphan));
            Cause cause = Cause.of("the files do not ask for it any more");
            removed.add(
                    new Removal(draft, subject, Farewell.UNKNOWN)
                            .add(orphan, cause, List.of(), false));
        }
        return removed;
    }

    /** What the stack's needs make it wait for, on whatever hosts. */
    private SequencedSet<Integer> needed(Deployment deployment) {
        SequencedSet<Integer> steps = new LinkedHashSet<>();
        for (Need need : deployment.stack().needs()) {
            for (Survey other : added) {
                if (other.deployment().stack().name().equals(need.stack())) {
                    needed(other, need, steps);
                }
            }
        }
        return steps;
    }

    private void needed(Survey other, Need need, SequencedSet<Integer> steps) {
        for (String name : Wants.services(other.deployment(), need)) {
            Made service = made.get(other.key(name));
            Service declared = other.deployment().project().services().get(name);
            if (service != null && declared != null) {
                Wants.Await own = wants.own(other.deployment().id(), declared);
                steps.addAll(service.after(need.readiness(), own));
            }
        }
    }

    /** The steps of one service. */
    private final class ServiceSteps {
        private final Survey survey;
        private final Service service;
        private final Verdict.OfService verdict;
        private final Draft.Subject subject;
        private final Removal removal;
        private final Starting starting;

        /** How long a start may take. */
        private final Duration within;

        /** Before its containers start. */
        private final SequencedSet<Integer> ready;

        /** Before its containers are made. */
        private final SequencedSet<Integer> material;

        /** The creations, in the order of their numbers. */
        private final List<Integer> created = new ArrayList<>();

        /** The steps after which the successors are in their places: one after the other. */
        private final List<Integer> succeeded = new ArrayList<>();

        private final Made result = Made.nothing();

        ServiceSteps(
                Survey survey,
                Verdict.OfService verdict,
                SequencedSet<Integer> ready,
                List<Integer> cleared) {
            this.survey = survey;
            this.verdict = verdict;
            this.service = verdict.service();
            this.ready = ready;
            this.subject =
                    new Draft.Subject(
                            survey.host().name(), survey.deployment().id(), service.name());
            this.removal = new Removal(draft, subject, Farewell.of(service));
            this.starting = new Starting(draft, subject, Hook.of(service, Hook.Moment.POST_START));
            this.within = survey.startTimeout(verdict);
            this.material = new LinkedHashSet<>(cleared);
            this.ready.addAll(cleared);
        }

        /**
         * @param shared the services with which it shares
         */
        Made add(Collection<String> shared) {
            material.addAll(resources.material(survey, service));
            for (String name : shared) {
                Made other = made.get(survey.key(name));
                if (other != null) {
                    material.addAll(other.makes());
                    ready.addAll(other.starts());
                }
            }
            service.dependsOn().forEach(this::dependOn);
            verdict.containers().forEach(this::container);
            verdict.missing().forEach(this::create);
            return result;
        }

        private void dependOn(Dependency dependency) {
            Made other = made.get(survey.key(dependency.service()));
            if (other == null) {
                return;
            }
            if (dependency.readiness() == Readiness.STARTED) {
                ready.addAll(other.starts());
            } else {
                ready.addAll(other.after(Wants.of(dependency)));
            }
        }

        private void container(Verdict.OfContainer one) {
            Observed.Container container = one.container();
            switch (one.fate()) {
                case KEEP -> keep(container, container.name(), List.of());
                case START -> start(container.name(), one.cause(), List.of());
                case RESTART -> restart(container, one.cause());
                case RECREATE -> recreate(container, one.cause());
                case SUCCEED -> succeed(container, one.cause());
                case RENAME -> rename(one);
                case CLEAR -> {
                    int cleared = clear(one);
                    material.add(cleared);
                    result.removes().add(cleared);
                }
                case REMOVE -> result.removes().add(remove(one));
            }
        }

        private int remove(Verdict.OfContainer one) {
            return removal.add(one.container(), one.cause(), List.of(), false);
        }

        /** Volumes without a name that it does not share with what it was to replace are empty. */
        private int clear(Verdict.OfContainer one) {
            Observed.Container half = one.container();
            Action.ContainerRef reference = new Action.ContainerRef(half.id(), half.name());
            Action remove = new Action.RemoveContainer(reference, true);
            Collection<Integer> after =
                    Removal.isUp(half)
                            ? List.of(removal.stop(half, one.cause(), List.of()))
                            : List.<Integer>of();
            return draft.add(subject, remove, one.cause(), after);
        }

        private void rename(Verdict.OfContainer one) {
            Observed.Container container = one.container();
            String name = one.finalName();
            Action.ContainerRef reference =
                    new Action.ContainerRef(container.id(), container.name());
            int renamed =
                    draft.add(
                            subject,
                            new Action.RenameContainer(reference, name),
                            one.cause(),
                            material);
            result.makes().add(renamed);
            if (Removal.isUp(container)) {
                keep(container, name, List.of(renamed));
            } else {
                start(name, Cause.of("it was never started"), List.of(renamed));
            }
        }

        private void create(int number) {
            boolean oneOff = OneOff.of(service).isPresent();
            if (oneOff) {
                material.addAll(ready); // whoever asked for it starts it, and at once
            }
            String name = service.containerName(survey.deployment().project().name(), number);
            int made =
                    draft.add(
                            subject,
                            new Action.CreateContainer(
                                    survey.deployment().id(), name, number, service),
                            verdict.missingCause(),
                            inOrder());
            created.add(made);
            result.makes().add(made);
            if (!oneOff) {
                start(name, Cause.of("made by this plan"), List.of(made));
            }
        }

        /**
         * One after the other, so that an interruption leaves no gap in the numbers: what is
         * missing gets the numbers after the last.
         */
        private SequencedSet<Integer> inOrder() {
            SequencedSet<Integer> before = new LinkedHashSet<>(material);
            if (!created.isEmpty()) {
                before.add(created.getLast());
            }
            return before;
        }

        /** The old one is taken away as late as can be: when what the new one needs is ready. */
        private void recreate(Observed.Container old, Cause cause) {
            SequencedSet<Integer> after = new LinkedHashSet<>(material);
            after.addAll(ready);
            Action.RecreateContainer recreation = recreation(old);
            int made = draft.add(subject, recreation, cause, removal.hooks(old, after));
            result.makes().add(made);
            result.recreates().add(made);
            start(recreation.name(), Cause.of("made by this plan"), List.of(made));
        }

        private Action.RecreateContainer recreation(Observed.Container old) {
            int number = Math.max(1, HostView.number(old));
            return new Action.RecreateContainer(
                    survey.deployment().id(),
                    service.containerName(survey.deployment().project().name(), number),
                    number,
                    service,
                    new Action.ContainerRef(old.id(), old.name()));
        }

        /** Whoever waits for the service waits until the old one is gone. */
        private void succeed(Observed.Container old, Cause cause) {
            SequencedSet<Integer> after = new LinkedHashSet<>(material);
            after.addAll(ready);
            after.addAll(succeeded);
            Action.RecreateContainer recreation = recreation(old);
            int made =
                    draft.add(
                            subject,
                            new Action.MakeSuccessor(recreation),
                            cause.and(StartFirst.until(service)),
                            after);
            String name = recreation.successor();
            int started = starting.add(name, Cause.of("made by this plan"), List.of(made));
            SequencedSet<Integer> before = new LinkedHashSet<>(List.of(made));
            var awaits = wants.all(survey.deployment().id(), service);
            awaits.forEach((await, by) ->
                    before.add(wait(name, await, wanted(by), List.of(started), within)));
            before.addAll(List.copyOf(removal.hooks(old, before)));
            int placed = draft.add(subject, new Action.PutInPlace(recreation), cause, before);
            awaits.keySet().forEach(await -> result.await(await, placed));
            succeeded.add(placed);
            result.makes().add(placed);
            result.recreates().add(placed);
            result.starts().add(placed);
        }

        private void restart(Observed.Container container, Cause cause) {
            int stopped = removal.stop(container, cause, List.of());
            for (Dependency dependency : service.dependsOn()) {
                Made other = made.get(survey.key(dependency.service()));
                if (dependency.restart() && other != null) {
                    other.recreates().forEach(recreate -> draft.order(recreate, stopped));
                }
            }
            start(container.name(), cause, List.of(stopped));
        }

        private void start(String name, Cause cause, List<Integer> after) {
            SequencedSet<Integer> all = new LinkedHashSet<>(after);
            all.addAll(ready);
            int started = starting.add(name, cause, all);
            result.starts().add(started);
            wants.all(survey.deployment().id(), service)
                    .forEach((await, by) ->
                            result.await(
                                    await,
                                    wait(name, await, wanted(by), List.of(started), within)));
        }

        /** What is under way may be at its first start. */
        private void keep(Observed.Container there, String name, List<Integer> after) {
            wants.all(survey.deployment().id(), service)
                    .forEach((await, by) -> {
                        if (!await.isMetBy(there)) {
                            result.await(
                                    await,
                                    wait(
                                            name,
                                            await,
                                            unready(there),
                                            after,
                                            survey.deployment().stack().startTimeout().first()));
                        }
                    });
        }

        private int wait(
                String name, Wants.Await await, Cause cause, List<Integer> after, Duration within) {
            Action action =
                    new Action.AwaitContainer(name, await.readiness(), await.strictness(), within);
            return draft.add(subject, action, cause, after);
        }

        private static Cause wanted(SequencedSet<String> by) {
            return Cause.of(
                    by.isEmpty()
                            ? "up ends when it is ready"
                            : "needed by " + String.join(", ", by));
        }

        private static Cause unready(Observed.Container there) {
            return Cause.of(
                    "it is "
                            + (there.health().isEmpty() ? there.state() : there.health())
                            + " at the moment");
        }
    }
}
