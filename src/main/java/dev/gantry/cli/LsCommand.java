package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.cli.show.Table;
import dev.gantry.diag.UsageException;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.Node;
import dev.gantry.engine.ContainerSummary;
import dev.gantry.fleet.Host;
import dev.gantry.plan.ComposeLabels;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code gantry ls}. */
final class LsCommand implements Command {
    private static final Option ALL =
            Option.flag("all", 'a', "Also show projects of which nothing runs");
    private static final Option FILTER =
            Option.many("filter", "NAME=VALUE", "Only some: name=REGEX");
    private static final Option QUIET = Option.flag("quiet", 'q', "Print the names alone");
    private static final String CONFIG_FILES = ComposeLabels.PREFIX + "project.config_files";

    /** One project on one host. */
    private record Row(String host, String project, String status, String files) {}

    @Override
    public Manual manual() {
        return new Manual(
                Verb.LS,
                "",
                List.of(
                        "Every Compose project on the fleet's hosts, whoever brought it up: also those that are",
                        "in no file here."),
                List.of(ALL, FILTER, Form.OPTION, QUIET),
                List.of(new Manual.Example("gantry ls -a", "what is there, running or not")));
    }

    @Override
    public ExitCode run(Session session) {
        Operands.none(session.arguments());
        Form form = Form.of(session);
        Pattern name = name(session.arguments());
        SequencedMap<String, Host> hosts = HostsCommand.chosen(session);
        try (EngineSource engines = session.engines()) {
            AtOnce<List<ContainerSummary>> answers =
                    AtOnce.ask(
                            hosts,
                            host ->
                                    engines.engine(host)
                                            .containers(List.of(ComposeLabels.PROJECT)));
            answers.failures().forEach(session.console()::unreachable);
            List<Row> rows = new ArrayList<>();
            answers.results()
                    .forEach((host, found) ->
                            rows.addAll(rows(host, found, session.arguments().has(ALL))));
            rows.removeIf(row -> !name.matcher(row.project()).find());
            session.console().print(text(session, rows, form));
            return answers.exitCode();
        }
    }

    private static Pattern name(Arguments arguments) {
        String regex = arguments.pairs(FILTER).getOrDefault("name", "");
        for (String key : arguments.pairs(FILTER).keySet()) {
            if (!key.equals("name")) {
                throw new UsageException("--filter does not know \"" + key + "\"", "write name=…");
            }
        }
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException wrong) {
            throw new UsageException("--filter name=" + regex + ": " + wrong.getDescription(), "");
        }
    }

    private static List<Row> rows(String host, List<ContainerSummary> found, boolean all) {
        Map<String, List<ContainerSummary>> projects = new TreeMap<>();
        for (ContainerSummary one : found) {
            if (all || one.state().equals("running")) {
                projects.computeIfAbsent(
                                one.labels().getOrDefault(ComposeLabels.PROJECT, ""),
                                key -> new ArrayList<>())
                        .add(one);
            }
        }
        List<Row> rows = new ArrayList<>();
        projects.forEach(
                (project, ones) -> rows.add(new Row(host, project, status(ones), files(ones))));
        return rows;
    }

    /** {@code exited(1), running(2)}. */
    private static String status(List<ContainerSummary> containers) {
        Map<String, Integer> counts = new TreeMap<>();
        containers.forEach(one -> counts.merge(one.state(), 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        counts.forEach((state, count) -> parts.add(state + "(" + count + ")"));
        return String.join(", ", parts);
    }

    private static String files(List<ContainerSummary> containers) {
        Set<String> files = new LinkedHashSet<>();
        containers.forEach(one -> {
            String list = one.labels().getOrDefault(CONFIG_FILES, "N/A");
            files.addAll(List.of(list.split(",")));
        });
        return String.join(",", files);
    }

    private static String text(Session session, List<Row> rows, Form form) {
        if (session.arguments().has(QUIET)) {
            return Form.lines(new LinkedHashSet<>(rows.stream().map(Row::project).toList()));
        }
        return switch (form) {
            case TABLE -> table(rows);
            case JSON ->
                    JsonWriter.compact(Json.array(rows.stream().map(LsCommand::json).toList()))
                            + "\n";
        };
    }

    private static String table(List<Row> rows) {
        Table table = new Table("HOST", "NAME", "STATUS", "CONFIG FILES");
        rows.forEach(row -> table.row(row.host(), row.project(), row.status(), row.files()));
        return table.text();
    }

    private static Node json(Row row) {
        return Json.object()
                .put("Host", Json.of(row.host()))
                .put("Name", Json.of(row.project()))
                .put("Status", Json.of(row.status()))
                .put("ConfigFiles", Json.of(row.files()))
                .build();
    }
}
