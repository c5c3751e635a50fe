package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.cli.Fleetwide.Found;
import dev.gantry.doc.Fields;
import dev.gantry.engine.ContainerCalls;
import dev.gantry.engine.Engine;
import java.util.List;
import java.util.Optional;

/** {@code gantry attach}. */
final class AttachCommand implements Command {
    private static final Option NO_STDIN = Option.flag("no-stdin", "Do not give it standard input");
    private static final Option SIG_PROXY =
            Option.flag("sig-proxy", "Pass Ctrl-C on as a signal, as always; =false: detach");

    @Override
    public Manual manual() {
        return new Manual(
                Verb.ATTACH,
                "SERVICE",
                List.of(
                        "Shows what the container's own process prints from now on, and types to it where it",
                        "keeps its input open. Ends with its exit code. Ctrl-C and Ctrl-\\ go to the process;",
                        "one that has a terminal is left alone by ctrl-p ctrl-q, and then this ends with 1."),
                List.of(DetachKeys.OPTION, Targets.INDEX, NO_STDIN, SIG_PROXY),
                List.of(new Manual.Example("gantry attach --no-stdin worker", "to watch it")));
    }

    @Override
    public ExitCode run(Session session) {
        String service = Operands.one(session.arguments(), "the service", "gantry attach worker");
        DetachKeys keys = DetachKeys.of(session);
        try (EngineSource engines = session.engines()) {
            Found found =
                    Targets.of(session, session.desired(List.of()), engines, List.of(service))
                            .one(service, session.arguments().number(Targets.INDEX, 1, 0));
            return attach(session, keys, engines.engine(found.deployment().host()), found);
        }
    }

    private static ExitCode attach(Session session, DetachKeys keys, Engine engine, Found found) {
        String id = found.container().id();
        Fields config =
                engine.inspectContainer(id)
                        .map(it -> Fields.of(it).map("Config"))
                        .orElseThrow(() -> new IllegalStateException("listed, and gone: " + id));
        ContainerCalls calls = engine.on(id);
        boolean input = config.flag("OpenStdin") && !session.arguments().has(NO_STDIN);
        boolean proxy = session.arguments().isOn(SIG_PROXY);
        boolean detached =
                new Interactive(
                                session,
                                config.flag("Tty"),
                                input,
                                keys,
                                calls::resize,
                                proxy
                                        ? Optional.of(name -> engine.killContainer(id, name))
                                        : Optional.empty())
                        .run(calls.attach(input, keys.text()));
        if (detached) {
            session.console().say(DetachKeys.DETACHED);
            return ExitCode.FAILED;
        }
        return session.invocation().cancellation().cancelled()
                ? ExitCode.CANCELLED
                : ExitCode.of(calls.awaitExit());
    }
}
