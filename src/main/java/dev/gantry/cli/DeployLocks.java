package dev.gantry.cli;

import dev.gantry.apply.DeployLock;
import dev.gantry.apply.EngineSource;
import dev.gantry.apply.LockHolder;
import dev.gantry.cli.show.DockerUnits;
import dev.gantry.diag.CancelledException;
import dev.gantry.diag.OperationException;
import dev.gantry.diag.Problem;
import dev.gantry.fleet.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The locks of the deployments that a command changes, held until they are closed. Whoever finds
 * one taken gives back all others before it waits, so that no two wait for one another.
 */
final class DeployLocks implements AutoCloseable {
    static final Option TIMEOUT =
            Option.one(
                    "lock-timeout",
                    "SECONDS",
                    "How long to wait while somebody else changes the same stacks");
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Session session;
    private final EngineSource engines;
    private final LockHolder self;
    private final List<Deployment> held = new ArrayList<>();

    private DeployLocks(Session session, EngineSource engines) {
        this.session = session;
        this.engines = engines;
        this.self = session.house().machine(session).holder(session.house().slug());
    }

    /**
     * Takes the locks of the deployments, over from runs that are over if need be.
     *
     * @throws OperationException when somebody else keeps one for too long
     * @throws CancelledException when the user stops the waiting
     */
    static DeployLocks take(Session session, EngineSource engines, List<Deployment> wanted) {
        int patience = session.arguments().number(TIMEOUT, 0, 0);
        DeployLocks locks = new DeployLocks(session, engines);
        try {
            locks.await(wanted, patience);
            return locks;
        } catch (RuntimeException failed) {
            locks.close();
            throw failed;
        }
    }

    private void await(List<Deployment> wanted, int patience) {
        for (int waited = 0; ; waited++) {
            List<String> others = attempt(wanted);
            if (others.isEmpty()) {
                return;
            }
            close();
            if (waited >= patience) {
                throw new OperationException(
                        others.getFirst(),
                        "wait for it with --lock-timeout SECONDS; if that run is over: gantry"
                                + " unlock");
            }
            if (waited == 0) {
                others.forEach(words -> session.console().say("Waiting: " + words));
                session.console().flush();
            }
            pause();
        }
    }

    private void pause() {
        Cancellation cancellation = session.invocation().cancellation();
        cancellation.pause(PAUSE);
        if (cancellation.cancelled()) {
            throw new CancelledException("nothing was done");
        }
    }

    /** Who else holds some of them, in words. What is free is held from now on. */
    private List<String> attempt(List<Deployment> wanted) {
        AtOnce<LockHolder> answers = AtOnce.ask(byId(wanted), one -> lock(engines, one).take(self));
        List<String> others = new ArrayList<>();
        for (Deployment one : wanted) {
            LockHolder found = answers.results().get(one.id());
            OperationException refused = answers.failures().get(one.id());
            if (found != null) {
                take(one, isOver(found) ? takenOver(one, found) : found, others);
            } else if (refused != null) {
                withoutLock(one, refused);
            }
        }
        return others;
    }

    private void take(Deployment deployment, LockHolder holder, List<String> others) {
        if (holder.token().equals(self.token())) {
            held.add(deployment);
        } else {
            others.add(words(session, deployment, holder));
        }
    }

    private boolean isOver(LockHolder holder) {
        return session.house().machine(session).isOver(holder);
    }

    /** Looks again while no other run here takes over, since one may have just done so. */
    private LockHolder takenOver(Deployment deployment, LockHolder found) {
        DeployLock lock = lock(engines, deployment);
        return session.house()
                .machine(session)
                .alone(() -> {
                    LockHolder now = lock.take(self);
                    if (!isOver(now)) {
                        return now;
                    }
                    session.console()
                            .say(
                                    "Continuing what %s left unfinished: stack %s on host %s"
                                            .formatted(
                                                    now.words(),
                                                    deployment.stack().name(),
                                                    deployment.host().name()));
                    lock.release(now);
                    return lock.take(self);
                })
                .orElse(found);
    }

    /** An engine that refuses, as behind a proxy that lets no volumes be made. */
    private void withoutLock(Deployment deployment, OperationException why) {
        session.console()
                .problem(
                        Problem.warning(
                                deployment.host().location(),
                                "host %s: going on without a lock: %s"
                                        .formatted(deployment.host().name(), why.reason()),
                                "see to it that nobody else changes stack "
                                        + deployment.stack().name()));
    }

    /** Who changes a deployment, and since when. */
    static String words(Session session, Deployment deployment, LockHolder holder) {
        Instant now = session.invocation().clock().instant();
        return "stack %s on host %s is being changed by %s, begun %s"
                .formatted(
                        deployment.stack().name(),
                        deployment.host().name(),
                        holder.words(),
                        DockerUnits.ago(Duration.between(holder.since(), now)));
    }

    static SequencedMap<String, Deployment> byId(List<Deployment> deployments) {
        SequencedMap<String, Deployment> byId = new LinkedHashMap<>();
        deployments.forEach(one -> byId.put(one.id(), one));
        return byId;
    }

    static DeployLock lock(EngineSource engines, Deployment deployment) {
        return new DeployLock(engines.engine(deployment.host()), deployment.project().name());
    }

    /** Gives them back. One that cannot be given back is told, and taken over by the next run. */
    @Override
    public void close() {
        AtOnce<Deployment> released =
                AtOnce.ask(
                        byId(held),
                        one -> {
                            lock(engines, one).release(self);
                            return one;
                        });
        released.failures()
                .forEach((id, why) ->
                        session.console()
                                .say(
                                        "The lock of "
                                                + id
                                                + " stays until the next run: "
                                                + why.reason()));
        held.clear();
    }
}
