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
     *
     * @param keyring of vaults
     */
    public static Secrets of(Fleet fleet, Surroundings surroundings, Keyring keyring) {
        List<SecretSource> chain = new ArrayList<>();
        for (SecretProvider one : fleet.secrets()) {
            chain.add(
                    switch (one.kind()) {
                        case "env_file" -> new EnvFileSecrets(fleet.directory(), one);
                        case VaultSettings.KIND ->
                                new VaultSecrets(fleet.directory(), one, keyring);
                        case "infisical" ->
                                new InfisicalSecrets(
                                        one, fleet.directory(), surroundings, new Secrets(chain));
                        default -> throw new IllegalArgumentException("no such provider: " + one);
                    });
        }
        return new Secrets(chain);
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
