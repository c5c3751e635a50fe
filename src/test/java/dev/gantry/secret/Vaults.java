package dev.gantry.secret;

import dev.gantry.diag.Location;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A folder with a vault in it, for tests. */
record Vaults(Path folder, Map<String, String> environment) {
    static final String PASSPHRASE = "correct horse battery staple";

    /** Whose vaults have their key in a file, which takes no time. */
    static Vaults withKeyFile(Path folder) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("GANTRY_VAULT_KEY_FILE", folder.resolve("vault.key").toString());
        return new Vaults(folder, environment);
    }

    static Vaults withPassphrase(Path folder) {
        return new Vaults(
                folder, new LinkedHashMap<>(Map.of("GANTRY_VAULT_PASSPHRASE", PASSPHRASE)));
    }

    Keyring keyring() {
        return keyring(_ -> Optional.empty());
    }

    Keyring keyring(Prompt prompt) {
        return new Keyring(environment, folder, prompt, SecureRandom::new);
    }

    VaultSettings settings() {
        return settings("secrets.vault");
    }

    VaultSettings settings(String file) {
        return new VaultSettings(folder, file, "", Location.of("gantry.yaml"));
    }

    Path file() {
        return folder.resolve("secrets.vault");
    }

    OpenVault open() {
        return Vault.read(settings()).open(keyring(), "");
    }

    void set(String path, String name, String value) {
        open().with(SecretAddress.of(path, name), value).save();
    }

    Optional<String> get(String path, String name) {
        return open().value(SecretAddress.of(path, name));
    }
}
