package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.cli.show.Table;
import dev.gantry.compose.model.Mount;
import dev.gantry.compose.model.Service;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.engine.VolumeSummary;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.Host;
import dev.gantry.plan.ComposeLabels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** {@code gantry volumes}. */
final class VolumesCommand implements Command {
    private static final Option QUIET = Option.flag("quiet", 'q', "Print the names alone");

    private record Row(Deployment deployment, VolumeSummary volume) {}

    @Override
    public Manual manual() {
        return new Manual(
                Verb.VOLUMES,
                "[SERVICE...]",
                List.of("The named volumes that the projects have on their hosts."),
                List.of(Form.OPTION, QUIET),
                List.of(new Manual.Example("gantry volumes db", "where is the data?")));
    }

    @Override
    public ExitCode run(Session session) {
        Form form = Form.of(session);
        Desired desired = session.desired(List.of());
        Set<String> services = ServiceNames.of(session.arguments().operands(), desired);
        SequencedMap<String, Host> hosts = new LinkedHashMap<>();
        desired.deployments().forEach(one -> hosts.put(one.host().name(), one.host()));
        try (EngineSource engines = session.engines()) {
            AtOnce<List<VolumeSummary>> answers =
                    AtOnce.ask(hosts, host -> engines.engine(host).volumes());
            answers.failures().forEach(session.console()::unreachable);
            List<Row> rows = new ArrayList<>();
            for (Deployment one : desired.deployments()) {
                answers.results().getOrDefault(one.host().name(), List.of()).stream()
                        .filter(volume -> belongs(one, volume, services))
                        .sorted((a, b) -> a.name().compareTo(b.name()))
                        .forEach(volume -> rows.add(new Row(one, volume)));
            }
            session.console().print(text(session, rows, form));
            return answers.exitCode();
        }
    }

    private static boolean belongs(Deployment one, VolumeSummary volume, Set<String> services) {
        boolean ours = one.project().name().equals(volume.labels().get(ComposeLabels.PROJECT));
        return ours && (services.isEmpty() || mounted(one, services).contains(volume.name()));
    }

    /** The volumes of these services, by the names that the engine has for them. */
    private static Set<String> mounted(Deployment one, Set<String> services) {
        Set<String> names = new LinkedHashSet<>();
        for (Service service : one.project().services().values()) {
            for (Mount mount : service.mounts()) {
                var volume = one.project().volumes().get(mount.source());
                if (services.contains(service.name()) && volume != null) {
                    names.add(volume.name());
                }
            }
        }
        return names;
    }

    private static String text(Session session, List<Row> rows, Form form) {
        if (session.arguments().has(QUIET)) {
            return Form.lines(rows.stream().map(one -> one.volume().name()).toList());
        }
        return switch (form) {
            case TABLE -> table(rows);
            case JSON -> Form.lines(rows.stream().map(VolumesCommand::json).toList());
        };
    }

    private static String table(List<Row> rows) {
        Table table = new Table("HOST", "STACK", "DRIVER", "VOLUME NAME");
        for (Row one : rows) {
            table.row(
                    one.deployment().host().name(),
                    one.deployment().stack().name(),
                    one.volume().driver(),
                    one.volume().name());
        }
        return table.text();
    }

    private static String json(Row one) {
        return JsonWriter.compact(
                Json.object()
                        .put("Host", Json.of(one.deployment().host().name()))
                        .put("Stack", Json.of(one.deployment().stack().name()))
                        .put("Driver", Json.of(one.volume().driver()))
                        .put("Name", Json.of(one.volume().name()))
                        .put("Labels", Json.strings(one.volume().labels()))
                        .build());
    }
}
