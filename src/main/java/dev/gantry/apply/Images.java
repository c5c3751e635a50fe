package dev.gantry.apply;

import dev.gantry.build.BuildOrder;
import dev.gantry.build.ClassicBuild;
import dev.gantry.build.CliBuild;
import dev.gantry.build.DockerProgram;
import dev.gantry.diag.OperationException;
import dev.gantry.diag.Problem;
import dev.gantry.engine.Engine;
import dev.gantry.engine.EngineException;
import dev.gantry.engine.PullProgress;
import dev.gantry.plan.Action;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Fetches, builds, sends and removes images. Thread-safe. */
final class Images {
    private static final int CONFLICT = 409;

    private final Engines engines;
    private final Map<String, Deeds.HostedProject> projects;
    private final Queue<Process> running = new ConcurrentLinkedQueue<>();

    /**
     * @param projects by deployment
     */
    Images(Engines engines, Map<String, Deeds.HostedProject> projects) {
        this.engines = engines;
        this.projects = projects;
    }

    /** Ends the programs that still build. */
    void abandon() {
        running.forEach(Process::destroy);
    }

    void pull(Engine engine, String image, String platform, Deeds.Telling telling) {
        String auth = engines.source().credentials().of(image);
        engine.pullImage(image, platform, auth, pulled -> tell(telling, pulled));
    }

    void push(Engine engine, String image, Deeds.Telling telling) {
        String auth = engines.source().credentials().of(image);
        engine.onImages().push(image, auth, pushed -> tell(telling, pushed));
    }

    /** What a container still uses stays. */
    void remove(Engine engine, String image, Deeds.Telling telling) {
        try {
            engine.onImages().remove(image);
        } catch (EngineException refused) {
            if (refused.status() != CONFLICT) {
                throw refused;
            }
            telling.tell("stays: a container uses it", 0, 0);
        }
    }

    private static void tell(Deeds.Telling telling, PullProgress pulled) {
        String layer = pulled.layer().isEmpty() ? "" : " " + pulled.layer();
        telling.tell(pulled.words() + layer, pulled.current(), pulled.total());
    }

    void build(String host, Engine engine, Action.BuildImage action, Deeds.Telling telling) {
        if (action.orPulled() && isPulled(engine, action, telling)) {
            return;
        }
        Deeds.HostedProject hosted = projects.get(action.deployment());
        if (hosted == null) {
            throw new IllegalArgumentException("a plan for another fleet: " + action.deployment());
        }
        BuildOrder order = new BuildOrder(hosted.project(), action.service(), action.options());
        Optional<DockerProgram> program = engines.builder(host);
        if (program.isPresent()) {
            program.get().build(new CliBuild(order), line -> tell(telling, line), running::add);
        } else {
            build(engine, new ClassicBuild(order), telling);
        }
    }

    private boolean isPulled(Engine engine, Action.BuildImage action, Deeds.Telling telling) {
        try {
            pull(engine, action.image(), action.service().platform(), telling);
            return true;
        } catch (EngineException refused) {
            if (refused.status() == 0) {
                throw refused;
            }
            telling.tell("no registry gives it: " + refused.reason(), 0, 0);
            return engine.inspectImage(action.image()).isPresent();
        }
    }

    private void build(Engine engine, ClassicBuild build, Deeds.Telling telling) {
        List<Problem> limits = build.limits();
        if (!limits.isEmpty()) {
            throw new OperationException(limits.getFirst().message(), limits.getFirst().hint());
        }
        String credentials = engines.source().credentials().all();
        try (InputStream context = build.context();
                PrintStream lines =
                        new PrintStream(
                                new LineOutput(line -> tell(telling, line)),
                                true,
                                StandardCharsets.UTF_8)) {
            engine.onImages().build(build.parameters(), credentials, context, lines::print);
        } catch (IOException failed) {
            throw new OperationException(
                    "cannot build image "
                            + build.order().service().image()
                            + ": "
                            + failed.getMessage(),
                    "",
                    failed);
        }
    }

    private static void tell(Deeds.Telling telling, String line) {
        if (!line.isBlank()) {
            telling.tell(line, 0, 0);
        }
    }
}
