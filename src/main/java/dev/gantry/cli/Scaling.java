package dev.gantry.cli;

import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import dev.gantry.diag.UsageException;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** What the command line has instead of the files: other numbers of containers, fewer services. */
final class Scaling {
    private Scaling() {}

    /**
     * From texts like {@code worker=3}; a later one wins.
     *
     * @param where what messages call the place
     */
    static SequencedMap<String, Integer> parse(String where, List<String> texts) {
        SequencedMap<String, Integer> scales = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new UsageException(where + " wants SERVICE=NUM, not \"" + text + "\"", "");
            }
            scales.put(text.substring(0, equals), number(where, text.substring(equals + 1)));
        }
        return scales;
    }

    private static int number(String where, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw new UsageException(
                where + " wants SERVICE=NUM, not \"" + text + "\" as the number", "");
    }

    /** {@code --no-deps}: what the named services depend on is taken to be there. */
    static Desired only(Desired desired, List<String> services) {
        if (services.isEmpty()) {
            return desired;
        }
        return new Desired(
                desired.fleet(),
                desired.deployments().stream()
                        .map(one -> one.with(one.project().withServices(Set.copyOf(services))))
                        .toList(),
                desired.warnings());
    }

    static Desired apply(Desired desired, SequencedMap<String, Integer> scales) {
        if (scales.isEmpty()) {
            return desired;
        }
        ServiceNames.of(scales.keySet(), desired);
        return new Desired(
                desired.fleet(),
                desired.deployments().stream().map(one -> scaled(one, scales)).toList(),
                desired.warnings());
    }

    private static Deployment scaled(Deployment one, SequencedMap<String, Integer> scales) {
        Project project = one.project();
        SequencedMap<String, Service> services = new LinkedHashMap<>(project.services());
        scales.forEach((name, number) ->
                services.computeIfPresent(name, (key, service) -> service.withScale(number)));
        return one.with(project.withServices(services));
    }
}
