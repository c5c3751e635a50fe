package dev.gantry.cli;

import dev.gantry.check.Checks;
import dev.gantry.diag.InputException;
import dev.gantry.diag.Problem;
import dev.gantry.diag.Problems;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.DesiredBuilder;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.FleetInputs;
import dev.gantry.fleet.FleetLoader;
import dev.gantry.fleet.FleetRequest;
import dev.gantry.fleet.Selection;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Loads what was written, as {@code plan} would, and tells what is left to do. No engine is asked:
 * hosts count as machines without a GPU.
 */
final class InitProof {
    private static final Pattern UNSET =
            Pattern.compile("The \"(.+)\" variable is not set\\. Defaulting to a blank string\\.");

    private final Session session;
    private final Path directory;

    InitProof(Session session, Path directory) {
        this.session = session;
        this.directory = directory;
    }

    void tell() {
        Set<String> unset = new LinkedHashSet<>();
        for (Problem one : problems()) {
            Matcher variable = UNSET.matcher(one.message());
            if (variable.matches()) {
                unset.add(variable.group(1));
            } else {
                session.console().problem(one);
            }
        }
        if (!unset.isEmpty()) {
            session.console().say("Next: give a value to " + String.join(", ", unset) + ".");
        }
        session.console().say("Next: gantry plan");
    }

    private List<Problem> problems() {
        try {
            FleetRequest request = FleetRequest.in(directory);
            Map<String, String> environment = session.invocation().environment();
            Fleet fleet = FleetLoader.load(request, environment);
            Desired desired =
                    DesiredBuilder.build(
                            fleet,
                            new FleetInputs(
                                    request,
                                    Selection.all(),
                                    facts(fleet),
                                    Map.of(),
                                    environment,
                                    Map.of(),
                                    List.of(),
                                    (_, _) -> new LinkedHashMap<>()));
            Problems all = new Problems();
            all.addAll(desired.warnings());
            all.addAll(Checks.of(desired, true).open());
            return all.all();
        } catch (InputException wrong) {
            return wrong.problems();
        }
    }

    private static Map<String, SequencedMap<String, String>> facts(Fleet fleet) {
        Map<String, SequencedMap<String, String>> facts = new LinkedHashMap<>();
        for (String host : fleet.hosts().keySet()) {
            SequencedMap<String, String> own = new LinkedHashMap<>();
            own.put("os", "linux");
            own.put("arch", "amd64");
            own.put("gpu", "none");
            facts.put(host, own);
        }
        return facts;
    }
}
