package dev.gantry.secret;

import dev.gantry.diag.Problems;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.Secret;
import dev.gantry.fleet.SecretProvider;
import dev.gantry.fleet.SecretSource;
import dev.gantry.fleet.Stack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The chain of a fleet's providers: the first one that has a key wins. Asking never fails by
 * exception; what goes wrong is a problem.
 */
public final class Secrets implements SecretSource {
    private final List<SecretSource> chain;

    private Secrets(List<SecretSource> chain) {
        this.chain = List.copyOf(chain);
    }

    /**
     * The providers that {@code secrets:} of the fleet file lists. They are asked once: the same
     * chain gives the same answer.
     */
    public static Secrets of(Fleet fleet, Surroundings surroundings) {
        List<SecretSource> chain = new ArrayList<>();
        for (SecretProvider one : fleet.secrets()) {
            chain.add(provider(fleet, one, surroundings, new Secrets(chain)));
        }
        return new Secrets(chain);
    }

    private static SecretSource provider(
            Fleet fleet, SecretProvider provider, Surroundings surroundings, Secrets earlier) {
        return switch (provider.kind()) {
            case "env_file" -> new EnvFileSecrets(fleet.directory(), provider);
            case "infisical" ->
                    new InfisicalSecrets(provider, fleet.directory(), surroundings, earlier);
            default -> (stack, problems) -> unknown(provider, problems);
        };
    }

    /** Going on without them would start services with empty passwords. */
    private static SequencedMap<String, Secret> unknown(
            SecretProvider provider, Problems problems) {
        problems.error(
                provider.location(),
                "this version of Gantry cannot ask " + provider.kind() + " for secrets yet",
                "take the entry out and give the variables in an env_file or in the environment");
        return new LinkedHashMap<>();
    }

    @Override
    public void expect(Collection<Stack> stacks) {
        chain.forEach(source -> source.expect(stacks));
    }

    @Override
    public SequencedMap<String, Secret> secretsOf(Stack stack, Problems problems) {
        SequencedMap<String, Secret> secrets = new LinkedHashMap<>();
        for (SecretSource source : chain) {
            source.secretsOf(stack, problems).forEach(secrets::putIfAbsent);
        }
        return secrets;
    }
}
