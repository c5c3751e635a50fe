package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.LockHolder;
import dev.gantry.fleet.Deployment;
import java.util.List;
import java.util.Optional;

/** {@code gantry unlock}. */
final class UnlockCommand implements Command {
    private static final Option FORCE = Option.flag("force", 'f', "Unlock without a question");

    @Override
    public Manual manual() {
        return new Manual(
                Verb.UNLOCK,
                "",
                List.of(
                        "While `up`, `create`, `scale` or `down` change a stack on a host, they hold its",
                        "lock. The lock of a run that was killed is taken over by the next run on the same",
                        "machine; from another machine nobody can tell that it is over but you."),
                List.of(FORCE),
                List.of(
                        new Manual.Example("gantry unlock", "who holds locks? remove them?"),
                        new Manual.Example(
                                "gantry unlock --stack web --host gpu -f", "without a question")));
    }

    @Override
    public ExitCode run(Session session) {
        List<Deployment> deployments = session.desired(List.of()).deployments();
        try (EngineSource engines = session.engines()) {
            AtOnce<Optional<LockHolder>> answers =
                    AtOnce.ask(
                            DeployLocks.byId(deployments),
                            one -> DeployLocks.lock(engines, one).holder());
            answers.failures().forEach(session.console()::unreachable);
            List<Deployment> locked =
                    deployments.stream().filter(one -> holder(answers, one).isPresent()).toList();
            for (Deployment one : locked) {
                holder(answers, one).ifPresent(holder -> unlock(session, engines, one, holder));
            }
            if (locked.isEmpty() && answers.failures().isEmpty()) {
                session.console().say("Nothing is locked.");
            }
            return answers.exitCode();
        }
    }

    private static Optional<LockHolder> holder(
            AtOnce<Optional<LockHolder>> answers, Deployment deployment) {
        return answers.results().getOrDefault(deployment.id(), Optional.empty());
    }

    private static void unlock(
            Session session, EngineSource engines, Deployment deployment, LockHolder holder) {
        Consent.ask(
                session,
                DeployLocks.words(session, deployment, holder) + "; remove its lock",
                FORCE);
        DeployLocks.lock(engines, deployment).release(holder);
        session.console().say("Unlocked stack " + deployment.id() + ".");
    }
}
