package dev.gantry.cli;

import dev.gantry.cli.show.Table;
import dev.gantry.diag.Problems;
import dev.gantry.diag.UsageException;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.fleet.Environment;
import dev.gantry.fleet.Environment.Origin;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.Host;
import dev.gantry.fleet.Stack;
import java.util.List;
import java.util.Locale;

/** {@code gantry env STACK@HOST}. Values that may be secret are masked. */
final class EnvCommand implements Command {
    private static final List<String> SENSITIVE =
            List.of("PASS", "SECRET", "TOKEN", "KEY", "CREDENTIAL", "AUTH", "DSN");

    @Override
    public Manual manual() {
        return new Manual(
                Verb.ENV,
                "STACK@HOST",
                List.of(
                        "What the Compose files of the deployment are read with. Later origins win: the",
                        ".env beside the files, the fleet's env_file, the host's, the stack's, secrets, the",
                        "process environment, --env. Values that may be secret are masked; the process",
                        "environment is left out."),
                List.of(),
                List.of(new Manual.Example("gantry env web@vps", "of one stack on one host")));
    }

    @Override
    public ExitCode run(Session session) {
        String deployment =
                Operands.one(session.arguments(), "the deployment", "gantry env STACK@HOST");
        int at = deployment.lastIndexOf('@');
        if (at < 0) {
            throw new UsageException("\"" + deployment + "\" is no deployment", "write STACK@HOST");
        }
        Fleet fleet = session.house().fleet(session);
        String stackName = deployment.substring(0, at);
        String hostName = deployment.substring(at + 1);
        Operands.requireKnown("stack", stackName, fleet.stacks().keySet());
        Operands.requireKnown("host", hostName, fleet.hosts().keySet());
        Stack stack =
                fleet.stacks().getOrDefault(stackName, fleet.stacks().firstEntry().getValue());
        Host host = fleet.hosts().getOrDefault(hostName, fleet.hosts().firstEntry().getValue());
        Problems problems = new Problems();
        Environment environment =
                session.house().environment(session, fleet, stack, host, problems);
        problems.warnings().forEach(session.console()::problem);
        print(session.console(), environment);
        return ExitCode.DONE;
    }

    private static void print(Console console, Environment environment) {
        Table table = new Table("NAME", "VALUE", "FROM");
        environment
                .variables()
                .forEach((name, variable) -> {
                    if (variable.origin() == Origin.PROCESS) {
                        return;
                    }
                    String value = shown(name, variable);
                    table.row(name, value, variable.place().toString());
                    if (console.json()) {
                        console.printLine(
                                JsonWriter.compact(
                                        Json.object()
                                                .put("name", Json.of(name))
                                                .put("value", Json.of(value))
                                                .put("from", Json.of(variable.place().toString()))
                                                .build()));
                    }
                });
        if (!console.json()) {
            console.print(table.text());
        }
    }

    private static String shown(String name, Environment.Variable variable) {
        String upper = name.toUpperCase(Locale.ROOT);
        boolean sensitive =
                variable.origin() == Origin.SECRETS
                        || SENSITIVE.stream().anyMatch(upper::contains)
                        || (variable.value().contains("://") && variable.value().contains("@"));
        return sensitive && !variable.value().isEmpty() ? RedactedStream.MASK : variable.value();
    }
}
