package dev.gantry.cli;

import dev.gantry.compose.Comparing;
import dev.gantry.compose.Comparing.Compared;
import dev.gantry.compose.LoadOptions;
import dev.gantry.compose.LoadRequest;
import dev.gantry.compose.explain.DifferenceJson;
import dev.gantry.compose.explain.DifferenceText;
import dev.gantry.diag.Location;
import dev.gantry.diag.UsageException;
import dev.gantry.doc.JsonWriter;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.FleetLoader;
import dev.gantry.fleet.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** {@code gantry config --diff HOST HOST [STACK]}: what a stack is on two hosts. */
final class ConfigDifference {
    private final Session session;
    private final Fleet fleet;
    private final String one;
    private final String other;

    private ConfigDifference(Session session) {
        List<String> operands = session.arguments().operands();
        if (operands.size() < 2) {
            throw new UsageException(
                    "--diff wants two hosts", "write `gantry config --diff HOST HOST [STACK]`");
        }
        Operands.atMost(3, session.arguments());
        if (!session.arguments().list(Global.FILE).isEmpty()
                || FleetLoader.find(session.directory()).isEmpty()) {
            throw new UsageException(
                    "--diff compares two hosts of a fleet",
                    "run it below a gantry.yaml, without -f");
        }
        this.session = session;
        this.fleet = session.house().fleet(session);
        this.one = operands.get(0);
        this.other = operands.get(1);
        for (String host : List.of(one, other)) {
            Operands.requireKnown("host", host, fleet.hosts().keySet());
        }
    }

    /** The differences, in text or JSON. */
    static String of(Session session, LoadOptions options, boolean json) {
        return new ConfigDifference(session).compared(options, json);
    }

    private String compared(LoadOptions options, boolean json) {
        List<String> operands = session.arguments().operands();
        List<String> asked =
                operands.size() > 2
                        ? List.of(operands.get(2))
                        : session.arguments().list(Global.STACK);
        asked.forEach(stack -> Operands.requireKnown("stack", stack, fleet.stacks().keySet()));
        Session narrowed =
                session.with(
                        session.arguments()
                                .with(Global.HOST, List.of(one, other))
                                .with(Global.STACK, asked));
        SequencedMap<String, LoadRequest> requests = narrowed.requests();
        String stack = stack(requests);
        Compared compared =
                Comparing.of(
                        side(requests, stack, one, options), side(requests, stack, other, options));
        compared.warnings().forEach(session.console()::problem);
        SourceLines lines = new SourceLines(session.directory());
        return json
                ? JsonWriter.pretty(
                                new DifferenceJson(one, other, lines::shown)
                                        .of(stack, compared.differences()))
                        + "\n"
                : new DifferenceText(one, other, lines::shown).of(stack, compared.differences());
    }

    /** The one that runs on both hosts. */
    private String stack(SequencedMap<String, LoadRequest> requests) {
        List<String> both = new ArrayList<>();
        for (String stack : fleet.stacks().keySet()) {
            if (requests.containsKey(stack + "@" + one)
                    && requests.containsKey(stack + "@" + other)) {
                both.add(stack);
            }
        }
        if (both.size() != 1) {
            throw new UsageException(
                    both.isEmpty()
                            ? "no stack that is asked for runs on both " + one + " and " + other
                            : "several stacks run on both: " + String.join(", ", both),
                    both.isEmpty()
                            ? "hosts: in the fleet file says where a stack runs"
                            : "add the one that you mean");
        }
        return both.getFirst();
    }

    private Comparing.Host side(
            SequencedMap<String, LoadRequest> requests,
            String stack,
            String host,
            LoadOptions options) {
        LoadRequest request =
                requests.getOrDefault(stack + "@" + host, requests.firstEntry().getValue());
        Map<String, Location> files = new LinkedHashMap<>();
        for (Stack.ComposeFile file :
                fleet.stacks()
                        .getOrDefault(stack, fleet.stacks().firstEntry().getValue())
                        .compose()) {
            files.put(
                    fleet.directory().resolve(file.file()).normalize().toString(), file.location());
        }
        return new Comparing.Host(
                request.with(options), ConfigExplanation.places(session, stack, host), files);
    }
}
