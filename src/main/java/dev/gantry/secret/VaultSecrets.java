package dev.gantry.secret;

import dev.gantry.diag.InputException;
import dev.gantry.diag.OperationException;
import dev.gantry.diag.Problems;
import dev.gantry.fleet.Secret;
import dev.gantry.fleet.SecretProvider;
import dev.gantry.fleet.SecretSource;
import dev.gantry.fleet.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Secrets from a vault. A stack sees those of its path, and behind them those of the root. The key
 * is asked for when there is something to open.
 */
final class VaultSecrets implements SecretSource {
    private final Path directory;
    private final SecretProvider provider;
    private final Keyring keyring;

    /**
     * @param directory where relative paths start
     */
    VaultSecrets(Path directory, SecretProvider provider, Keyring keyring) {
        this.directory = directory;
        this.provider = provider;
        this.keyring = keyring;
    }

    @Override
    public SequencedMap<String, Secret> secretsOf(Stack stack, Problems problems) {
        SequencedMap<String, Secret> secrets = new LinkedHashMap<>();
        VaultSettings.of(directory, provider, problems)
                .ifPresent(settings -> {
                    try {
                        read(settings, stack, secrets, problems);
                    } catch (InputException wrong) {
                        problems.addAll(wrong.problems());
                    } catch (OperationException closed) {
                        problems.error(settings.location(), closed.getMessage(), closed.next());
                    }
                });
        return secrets;
    }

    private void read(
            VaultSettings settings,
            Stack stack,
            SequencedMap<String, Secret> secrets,
            Problems problems) {
        if (!Files.exists(settings.path())) {
            problems.error(
                    settings.location(),
                    "there is no vault " + settings.file(),
                    "`gantry secret set NAME` makes it with its first secret");
            return;
        }
        Vault vault = Vault.read(settings);
        SequencedMap<String, SecretAddress> seen = seen(vault.addresses(), stack.secretsPath());
        if (!seen.isEmpty()) {
            OpenVault open = vault.open(keyring, "");
            seen.forEach((name, address) ->
                    open.value(address)
                            .ifPresent(value ->
                                    secrets.put(name, new Secret(value, vault.words(address)))));
        }
    }

    /** Name to the nearest entry. */
    private static SequencedMap<String, SecretAddress> seen(
            List<SecretAddress> addresses, String path) {
        SequencedMap<String, SecretAddress> seen = new LinkedHashMap<>();
        for (String one : SecretAddress.paths(path)) {
            for (SecretAddress address : addresses) {
                if (address.path().equals(one)) {
                    seen.putIfAbsent(address.name(), address);
                }
            }
        }
        return seen;
    }
}
