package dev.gantry.cli;

import dev.gantry.check.Checks;
import dev.gantry.check.Finding;
import dev.gantry.check.Findings;
import dev.gantry.cli.show.FindingsJson;
import dev.gantry.cli.show.FindingsText;
import dev.gantry.doc.JsonWriter;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code gantry check}. Reads files, and asks no engine but for the facts that conditions want. */
final class CheckCommand implements Command {
    private static final Option STRICT =
            Option.flag("strict", "End with 1 when there are warnings, too");

    @Override
    public Manual manual() {
        return new Manual(
                Verb.CHECK,
                "[STACK...]",
                List.of(
                        "Tells what `gantry up` would stumble over, and what it would do that was hardly",
                        "meant, each with its place and the way out. Looks at the whole fleet, and tells",
                        "what concerns the stacks that are named. What `accept` of gantry.yaml lists is told",
                        "with its reason, and counts no more. Ends with 1 when an error is found."),
                List.of(STRICT),
                List.of(
                        new Manual.Example("gantry check", "before the first `gantry up`"),
                        new Manual.Example(
                                "gantry check --strict --json", "in a pipeline, for a program")));
    }

    @Override
    public ExitCode run(Session session) {
        Desired desired = whole(session);
        Findings found = Checks.of(desired, true);
        List<Finding> told = new ArrayList<>(Finding.ofLoading(found.notTold(desired.warnings())));
        told.addAll(found.all());
        told.sort(Comparator.comparing(Finding::location));
        List<Finding> chosen = chosen(told, desired, session.arguments());
        Console console = session.console();
        if (console.json()) {
            console.printLine(JsonWriter.compact(FindingsJson.of(chosen, console.lines())));
        } else {
            console.print(FindingsText.of(chosen, console.outputStyle(), console.lines()));
        }
        return exitCode(chosen, session.arguments().has(STRICT));
    }

    /** Only the whole fleet shows what is not there. */
    private static Desired whole(Session session) {
        Arguments all =
                session.arguments().with(Global.HOST, List.of()).with(Global.STACK, List.of());
        Session wide = session.with(all);
        return session.house().desired(wide, List.of(), _ -> {});
    }

    /** Those of a deployment that is asked for; all of them where nothing is said. */
    private static List<Finding> chosen(List<Finding> found, Desired desired, Arguments arguments) {
        Set<String> stacks = new LinkedHashSet<>(arguments.operands());
        stacks.addAll(arguments.list(Global.STACK));
        List<String> hosts = arguments.list(Global.HOST);
        stacks.forEach(
                one -> Operands.requireKnown("stack", one, desired.fleet().stacks().keySet()));
        hosts.forEach(one -> Operands.requireKnown("host", one, desired.fleet().hosts().keySet()));
        if (stacks.isEmpty() && hosts.isEmpty()) {
            return found;
        }
        Set<String> wanted = new LinkedHashSet<>();
        for (Deployment one : desired.deployments()) {
            if ((stacks.isEmpty() || stacks.contains(one.stack().name()))
                    && (hosts.isEmpty() || hosts.contains(one.host().name()))) {
                wanted.add(one.id());
            }
        }
        return found.stream()
                .filter(one -> one.deployments().stream().anyMatch(wanted::contains))
                .toList();
    }

    private static ExitCode exitCode(List<Finding> found, boolean strict) {
        boolean wrong =
                found.stream().anyMatch(one -> !one.isAccepted() && (strict || one.isError()));
        return wrong ? ExitCode.FAILED : ExitCode.DONE;
    }
}
