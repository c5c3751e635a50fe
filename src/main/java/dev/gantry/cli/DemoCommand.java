package dev.gantry.cli;

import dev.gantry.diag.UsageException;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.lab.ChatReply;
import dev.gantry.lab.Demo;
import dev.gantry.lab.DemoFleet;
import dev.gantry.lab.LabFolders;
import dev.gantry.lab.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code gantry demo}. */
final class DemoCommand implements Command {
    private static final String PROMPT = "Hello! Who are you?";

    private static final Option PURGE =
            Option.flag("purge", "With down: remove the cached packages and images too");

    @Override
    public Manual manual() {
        return new Manual(
                Verb.DEMO,
                "[down]",
                List.of(
                        "Makes two hosts on this machine (root, Debian), lifts examples/demo onto them, and",
                        "fetches one chat completion through Caddy on one from llama.cpp on the other.",
                        "Without root it lifts the same stacks onto the Docker Engine that is here."),
                List.of(PURGE),
                List.of(
                        new Manual.Example("gantry demo", "the second time it takes seconds"),
                        new Manual.Example("gantry demo down", "remove all that it made"),
                        new Manual.Example("gantry demo down --purge", "and its cache")));
    }

    @Override
    public ExitCode run(Session session) {
        Arguments arguments = session.arguments();
        Operands.atMost(1, arguments);
        Demo demo = demo(session);
        if (arguments.operands().isEmpty()) {
            return up(session, demo);
        }
        Operands.requireKnown("demo", arguments.operands().getFirst(), List.of("down"));
        return down(session, demo);
    }

    private static Demo demo(Session session) {
        Console console = session.console();
        Progress progress =
                new Progress(
                        line -> {
                            console.say(line);
                            console.flush();
                        },
                        session.invocation().clock());
        return new Demo(home(session), LabFolders.of(session.invocation().environment()), progress);
    }

    /** The launcher says where it stands; without it the demo is looked for where the user is. */
    private static Path home(Session session) {
        return session.directory().resolve(System.getProperty("gantry.home", ""));
    }

    private static ExitCode up(Session session, Demo demo) {
        if (session.arguments().has(PURGE)) {
            throw new UsageException("--purge is for down", "write `gantry demo down --purge`");
        }
        DemoFleet fleet = demo.prepare();
        session.console().say("gantry up   (in " + fleet.directory() + ")");
        ExitCode lifted = gantry(session, fleet, List.of("up", "--yes"));
        if (lifted.equals(ExitCode.DONE)) {
            tell(session.console(), fleet, demo.chat(fleet, PROMPT));
        }
        return lifted;
    }

    private static ExitCode down(Session session, Demo demo) {
        ExitCode code =
                demo.makesHosts()
                        ? ExitCode.DONE
                        : gantry(session, demo.local(), List.of("down", "-v", "--yes"));
        if (code.equals(ExitCode.DONE)) {
            demo.down(session.arguments().has(PURGE));
        }
        return code;
    }

    /** Another command line in this process, shown as the user wants this one shown. */
    private static ExitCode gantry(Session session, DemoFleet fleet, List<String> words) {
        Invocation own = session.invocation();
        List<String> line = new ArrayList<>(words);
        for (Option option : List.of(Global.JSON, Global.NO_COLOR)) {
            if (session.arguments().has(option)) {
                line.add(option.flagText());
            }
        }
        for (Option option : List.of(Global.PROGRESS, Global.ANSI)) {
            session.arguments().list(option).forEach(it -> line.add(option.flagText() + "=" + it));
        }
        Map<String, String> environment = new LinkedHashMap<>(own.environment());
        environment.putAll(fleet.environment());
        return Cli.run(
                new Invocation(
                        line,
                        environment,
                        fleet.directory(),
                        own.input(),
                        own.output(),
                        own.error(),
                        own.terminal(),
                        own.clock(),
                        own.cancellation()),
                session.house());
    }

    private static void tell(Console console, DemoFleet fleet, ChatReply reply) {
        if (console.json()) {
            console.printLine(
                    JsonWriter.compact(
                            Json.object()
                                    .put("event", Json.of("chat"))
                                    .put("url", Json.of(fleet.chatUrl()))
                                    .put("prompt", Json.of(PROMPT))
                                    .put("reply", Json.of(reply.content()))
                                    .put("via", Json.of(reply.via()))
                                    .build()));
            return;
        }
        console.printLine("");
        fleet.services().forEach(one -> console.printLine(one.what() + "  " + one.url()));
        console.printLine("");
        console.printLine("POST " + fleet.chatUrl() + "   " + PROMPT);
        console.printLine("  " + reply.content());
        console.printLine("");
        console.printLine("`gantry demo down` takes everything away again.");
    }
}
