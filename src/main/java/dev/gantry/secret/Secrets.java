package dev.gantry.secret;

import dev.gantry.diag.Problems;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.Secret;
import dev.gantry.fleet.SecretProvider;
import dev.gantry.fleet.SecretSource;
import dev.gantry.fleet.Stack;
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
     * The providers that {@code secrets:} of the fleet file lists.
     *
     * @param keyring of vaults
     */
    public static Secrets of(Fleet fleet, Keyring keyring) {
        return new Secrets(
                fleet.secrets().stream().map(one -> provider(fleet, one, keyring)).toList());
    }

    private static SecretSource provider(Fleet fleet, SecretProvider provider, Keyring keyring) {
        return switch (provider.kind()) {
            case "env_file" -> new EnvFileSecrets(fleet.directory(), provider);
            case VaultSettings.KIND -> new VaultSecrets(fleet.directory(), provider, keyring);
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
    public SequencedMap<String, Secret> secretsOf(Stack stack, Problems problems) {
        SequencedMap<String, Secret> secrets = new LinkedHashMap<>();
        for (SecretSource source : chain) {
            source.secretsOf(stack, problems).forEach(secrets::putIfAbsent);
        }
        return secrets;
    }
}
