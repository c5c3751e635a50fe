package dev.gantry.cli;

import dev.gantry.compose.Explaining;
import dev.gantry.compose.Explaining.Explained;
import dev.gantry.compose.LoadRequest;
import dev.gantry.compose.explain.ExplanationJson;
import dev.gantry.compose.explain.ExplanationText;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.JsonWriter;
import dev.gantry.fleet.Environment;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.Host;
import dev.gantry.fleet.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code gantry config --explain}: where each value comes from. */
final class ConfigExplanation {
    private ConfigExplanation() {}

    /** The operands that name services, not values. */
    static List<String> services(Arguments arguments) {
        return arguments.operands().stream().filter(word -> !Explaining.isPath(word)).toList();
    }

    /**
     * The explanation, in text or JSON.
     *
     * @param places where the variables of the request are written
     */
    static String of(
            Session session, LoadRequest request, Map<String, Location> places, boolean json) {
        List<String> paths = new ArrayList<>(session.arguments().operands());
        paths.removeIf(word -> !Explaining.isPath(word));
        Explained explained = Explaining.of(request, paths, places);
        explained.warnings().forEach(session.console()::problem);
        SourceLines lines = new SourceLines(session.directory());
        return json
                ? JsonWriter.pretty(
                                new ExplanationJson(lines::shown)
                                        .of(explained.project(), explained.explanations()))
                        + "\n"
                : new ExplanationText(lines::shown).of(explained.explanations());
    }

    /** Where the variables of a deployment are written. */
    static Map<String, Location> places(Session session, String stack, String host) {
        Fleet fleet = session.house().fleet(session);
        Stack one = fleet.stacks().getOrDefault(stack, fleet.stacks().firstEntry().getValue());
        Host other = fleet.hosts().getOrDefault(host, fleet.hosts().firstEntry().getValue());
        Environment environment =
                session.house().environment(session, fleet, one, other, new Problems());
        Map<String, Location> places = new LinkedHashMap<>();
        environment
                .variables()
                .forEach((name, variable) -> {
                    if (variable.origin() != Environment.Origin.PROJECT_FILE) {
                        places.put(name, variable.place());
                    }
                });
        return places;
    }

    /** The same where no fleet is: the arguments and the environment. */
    static Map<String, Location> places(Arguments arguments) {
        Map<String, Location> places = new LinkedHashMap<>();
        arguments
                .pairs(Global.ENV)
                .keySet()
                .forEach(name -> places.put(name, Location.of("the arguments")));
        return places;
    }
}
