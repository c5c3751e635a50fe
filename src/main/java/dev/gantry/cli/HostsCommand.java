package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.Facts;
import dev.gantry.cli.show.Amount;
import dev.gantry.cli.show.Table;
import dev.gantry.diag.OperationException;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.Engine;
import dev.gantry.engine.EngineVersion;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.Host;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** {@code gantry hosts}. */
final class HostsCommand implements Command {

    /** What an engine said, and how long that took, the connection included. */
    private record Answer(EngineVersion version, Facts facts, Duration took) {}

    @Override
    public Manual manual() {
        return new Manual(
                Verb.HOSTS,
                "",
                List.of(
                        "Asks every engine for its version and its facts: the labels os, arch and gpu that",
                        "conditions of the fleet file may name. Ends with 3 when some hosts do not answer,",
                        "1 when none does."),
                List.of(),
                List.of(new Manual.Example("gantry hosts", "after writing a new gantry.yaml")));
    }

    @Override
    public ExitCode run(Session session) {
        Operands.none(session.arguments());
        Console console = session.console();
        SequencedMap<String, Host> hosts = chosen(session);
        try (EngineSource engines = session.engines()) {
            InstantSource clock = session.invocation().clock();
            AtOnce<Answer> answers = AtOnce.ask(hosts, host -> ask(engines.engine(host), clock));
            if (console.json()) {
                hosts.values().forEach(host -> console.printLine(json(host, answers)));
            } else {
                console.print(table(hosts, answers));
                answers.failures().forEach(console::unreachable);
            }
            return answers.exitCode();
        }
    }

    /** The hosts of the fleet, or those of them that {@code --host} names. */
    static SequencedMap<String, Host> chosen(Session session) {
        Fleet fleet = session.house().fleet(session);
        List<String> names = session.arguments().list(Global.HOST);
        SequencedMap<String, Host> hosts = new LinkedHashMap<>(fleet.hosts());
        if (!names.isEmpty()) {
            names.forEach(name -> Operands.requireKnown("host", name, fleet.hosts().keySet()));
            hosts.keySet().retainAll(names);
        }
        return hosts;
    }

    private static Answer ask(Engine engine, InstantSource clock) {
        Instant start = clock.instant();
        EngineVersion version = engine.version();
        Facts facts = Facts.of(engine);
        return new Answer(version, facts, Duration.between(start, clock.instant()));
    }

    private static String table(SequencedMap<String, Host> hosts, AtOnce<Answer> answers) {
        Table table = new Table("HOST", "ENGINE", "ANSWERS", "VERSION", "API", "FACTS", "TIME");
        hosts.forEach((name, host) -> {
            Answer answer = answers.results().get(name);
            if (answer == null) {
                table.row(name, host.engine(), "no", "", "", "", "");
            } else {
                Facts facts = answer.facts();
                table.row(
                        name,
                        host.engine(),
                        "yes",
                        answer.version().engine(),
                        answer.version().api().text(),
                        facts.os() + " " + facts.arch() + " gpu=" + facts.gpu(),
                        Amount.time(answer.took()));
            }
        });
        return table.text();
    }

    private static String json(Host host, AtOnce<Answer> answers) {
        MapNode.Builder line =
                Json.object()
                        .put("host", Json.of(host.name()))
                        .put("engine", Json.of(host.engine()));
        Answer answer = answers.results().get(host.name());
        OperationException why = answers.failures().get(host.name());
        if (answer != null) {
            line.put("reachable", Json.of(true))
                    .put("version", Json.of(answer.version().engine()))
                    .put("api_version", Json.of(answer.version().api().text()))
                    .put("facts", Json.strings(answer.facts().labels()))
                    .put("took_ms", Json.of(answer.took().toMillis()));
        } else if (why != null) {
            line.put("reachable", Json.of(false))
                    .put("reason", Json.of(why.reason()))
                    .put("next", Json.of(why.next()));
        }
        return JsonWriter.compact(line.build());
    }
}
