package dev.gantry.fleet;

import dev.gantry.diag.Location;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The variables of one deployment, each with its origin.
 *
 * @param variables by name
 */
public record Environment(SequencedMap<String, Variable> variables) {

    /** Where a value can come from; a later origin wins. */
    public enum Origin {
        /** The {@code .env} beside the Compose files, or {@code --env-file}. */
        PROJECT_FILE,
        FLEET_FILE,
        HOST_FILE,
        HOST,
        STACK_FILE,
        STACK,
        SECRETS,
        PROCESS,
        ARGUMENT
    }

    /**
     * One value, and who said it.
     *
     * @param place in a file, or words such as {@code the environment}
     */
    public record Variable(String value, Origin origin, Location place) {

        /** Without the value: it may be a secret, wherever it comes from. */
        @Override
        public String toString() {
            return "Variable[" + origin + ", " + place + "]";
        }
    }

    /** The value, or an empty text. */
    public String value(String name) {
        Variable variable = variables.get(name);
        return variable == null ? "" : variable.value();
    }

    /**
     * What the Compose loader is to be told: everything but the project's own {@code .env}, which
     * it reads itself.
     */
    public Map<String, String> forCompose() {
        Map<String, String> values = new LinkedHashMap<>();
        variables.forEach((name, variable) -> {
            if (variable.origin() != Origin.PROJECT_FILE) {
                values.put(name, variable.value());
            }
        });
        return values;
    }
}
