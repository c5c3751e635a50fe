package dev.gantry.fleet;

import dev.gantry.diag.OperationException;
import dev.gantry.diag.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The values behind a fleet's {@link RegistryLogin}s. */
public final class RegistryPasswords {

    /** A login with its values. */
    public record Known(String username, String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Known[" + username + "]";
        }
    }

    private RegistryPasswords() {}

    /**
     * By registry. A variable is looked for in {@code --env}, the environment, the providers of
     * secrets and the fleet's env files, in this order.
     *
     * @throws OperationException with every variable that has no value
     */
    public static SequencedMap<String, Known> of(Fleet fleet, FleetInputs inputs) {
        SequencedMap<String, Known> known = new LinkedHashMap<>();
        if (fleet.registries().isEmpty()) {
            return known;
        }
        Problems problems = new Problems();
        Environment variables = new EnvironmentReader(fleet, inputs, problems).ofFleet();
        problems.throwIfErrors();
        List<String> missing = new ArrayList<>();
        fleet.registries()
                .forEach((registry, login) -> {
                    String user =
                            login.usernameVariable().isEmpty()
                                    ? login.username()
                                    : variables.value(login.usernameVariable());
                    String password = variables.value(login.passwordVariable());
                    if (user.isEmpty()) {
                        missing.add(login.usernameVariable() + " (user at " + registry + ")");
                    }
                    if (password.isEmpty()) {
                        missing.add(login.passwordVariable() + " (password at " + registry + ")");
                    }
                    known.put(registry, new Known(user, password));
                });
        if (!missing.isEmpty()) {
            throw new OperationException(
                    "variables of registries have no value: " + String.join(", ", missing),
                    "set them in the environment, or in a file that secrets: of the fleet file names");
        }
        return known;
    }
}
