package dev.gantry.apply;

import dev.gantry.apply.mapping.MountMapping;
import dev.gantry.apply.mapping.NetworkMapping;
import dev.gantry.compose.model.Project;
import dev.gantry.engine.Engine;
import dev.gantry.engine.EngineException;
import dev.gantry.fleet.Freight;
import dev.gantry.plan.Action;
import dev.gantry.plan.Step;
import java.time.Duration;
import java.util.Map;

/** Carries out what is not waiting. What is done already counts as done. */
final class Deeds {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final Map<String, HostedProject> projects;
    private final Timekeeper time;
    private final Images images;

    /** A deployment's project and what is delivered for it. */
    record HostedProject(Project project, Freight freight, boolean ofFleet) {}

    /** Told how a step goes on: in words, and in bytes where there are any. */
    interface Telling {
        void tell(String words, long current, long total);
    }

    /**
     * @param projects by deployment
     */
    Deeds(Map<String, HostedProject> projects, Timekeeper time, Images images) {
        this.projects = projects;
        this.time = time;
        this.images = images;
    }

    /** Ends what goes on outside of the engines. */
    void abandon() {
        images.abandon();
    }

    /**
     * Does one step and returns when it is done.
     *
     * @throws dev.gantry.diag.OperationException when it cannot be done
     */
    void perform(Step step, Engine engine, Telling telling) {
        switch (step.action()) {
            case Action.PullImage it -> images.pull(engine, it.image(), it.platform(), telling);
            case Action.BuildImage it -> images.build(step.host(), engine, it, telling);
            case Action.PushImage it -> images.push(engine, it.image(), telling);
            case Action.RemoveImage it -> gone(() -> images.remove(engine, it.image(), telling));
            case Action.DeliverFiles it ->
                    new Delivery(engine, it.parcel().place(), it.image())
                            .deliver(it.parcel(), words -> telling.tell(words, 0, 0));
            case Action.DiscardFiles it -> new Delivery(engine, it.place(), it.image()).discard();
            case Action.CreateNetwork it -> create(engine, it);
            case Action.RemoveNetwork it -> gone(() -> engine.removeNetwork(it.id()));
            case Action.CreateVolume it ->
                    engine.createVolume(MountMapping.creation(it.project(), it.volume()));
            case Action.RemoveVolume it -> gone(() -> engine.removeVolume(it.name()));
            case Action.CreateContainer it -> maker(engine, it.deployment()).create(it);
            case Action.RecreateContainer it -> maker(engine, it.deployment()).recreate(it);
            case Action.MakeSuccessor it ->
                    maker(engine, it.recreation().deployment()).makeSuccessor(it.recreation());
            case Action.PutInPlace it ->
                    maker(engine, it.recreation().deployment()).putInPlace(it.recreation());
            case Action.RenameContainer it ->
                    engine.renameContainer(it.container().id(), it.name());
            case Action.StartContainer it -> engine.startContainer(it.name());
            case Action.RunHooks it ->
                    new HookRun(engine.on(it.name()), it, line -> telling.tell(line, 0, 0)).run();
            case Action.StopContainer it ->
                    gone(() -> engine.stopContainer(it.container().id(), it.grace()));
            case Action.KillContainer it ->
                    ended(() -> engine.killContainer(it.container().id(), it.signal()));
            case Action.PauseContainer it -> engine.on(it.container().id()).pause();
            case Action.UnpauseContainer it -> engine.on(it.container().id()).unpause();
            case Action.RemoveContainer it ->
                    gone(() -> engine.removeContainer(it.container().id(), it.anonymousVolumes()));
            case Action.AwaitContainer it ->
                    throw new IllegalArgumentException("waiting is not a deed: " + it.name());
        }
    }

    /**
     * Takes away again what was not to be put in place, with whatever it keeps in volumes without a
     * name.
     *
     * @param grace how long it may take to stop
     */
    void withdraw(Action.PutInPlace action, Engine engine, Duration grace) {
        String successor = action.recreation().successor();
        gone(() -> engine.stopContainer(successor, grace));
        engine.removeContainer(successor, true);
    }

    private ContainerMaker maker(Engine engine, String deployment) {
        HostedProject hosted = projects.get(deployment);
        if (hosted == null) {
            throw new IllegalArgumentException("a plan for another fleet: " + deployment);
        }
        return new ContainerMaker(engine, hosted, time);
    }

    private static void create(Engine engine, Action.CreateNetwork action) {
        try {
            engine.createNetwork(
                    NetworkMapping.creation(action.project(), action.network(), engine.version()));
        } catch (EngineException refused) {
            boolean there =
                    refused.status() == CONFLICT
                            && engine.inspectNetwork(action.network().name()).isPresent();
            if (!there) {
                throw refused;
            }
        }
    }

    /** Whatever ended by itself in the meantime needs no signal. */
    private static void ended(Runnable kill) {
        try {
            gone(kill);
        } catch (EngineException refused) {
            if (refused.status() != CONFLICT) {
                throw refused;
            }
        }
    }

    private static void gone(Runnable removal) {
        try {
            removal.run();
        } catch (EngineException refused) {
            if (refused.status() != NOT_FOUND) {
                throw refused;
            }
        }
    }
}
