package dev.gantry.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.JsonReader;
import dev.gantry.fleet.FleetParts;
import dev.gantry.fleet.HostSelector;
import dev.gantry.fleet.Secret;
import dev.gantry.fleet.SecretProvider;
import dev.gantry.fleet.Stack;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultSecretsTest {
    private static final Location HERE = new Location("gantry.yaml", 4, 5);

    @TempDir private Path folder = Path.of("");
    private final Problems problems = new Problems();

    private SequencedMap<String, Secret> secrets(String settings, String path, Keyring keyring) {
        SecretProvider provider =
                new SecretProvider("vault", JsonReader.read("gantry.yaml", settings), HERE);
        Stack stack = FleetParts.stack("web", "web", new HostSelector.Only(), path, HERE);
        return new VaultSecrets(folder, provider, keyring).secretsOf(stack, problems);
    }

    @Test
    void aStackSeesItsPathAndBehindItTheRoot() {
        Vaults vaults = Vaults.withKeyFile(folder);
        vaults.set("/", "BOTH", "of the root");
        vaults.set("/", "ROOT", "of the root");
        vaults.set("/gitea", "BOTH", "of gitea");
        vaults.set("/gitea/runner", "DEEP", "of the runner");
        vaults.set("/other", "OTHER", "of another");
        SequencedMap<String, Secret> secrets =
                secrets("\"secrets.vault\"", "gitea", vaults.keyring());
        assertThat(secrets)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "BOTH", new Secret("of gitea", "vault secrets.vault /gitea/BOTH"),
                                "ROOT", new Secret("of the root", "vault secrets.vault /ROOT")));
        assertThat(secrets("\"secrets.vault\"", "", vaults.keyring()).keySet())
                .containsExactlyInAnyOrder("BOTH", "ROOT");
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void nobodyIsAskedForAKeyThatOpensNothing() {
        AtomicInteger asked = new AtomicInteger();
        Prompt prompt =
                _ -> {
                    asked.incrementAndGet();
                    return Optional.of(Vaults.PASSPHRASE);
                };
        Vaults.withPassphrase(folder).set("/gitea", "A", "one");
        Keyring keyring = new Vaults(folder, Map.of()).keyring(prompt);
        assertThat(secrets("\"secrets.vault\"", "/other", keyring)).isEmpty();
        assertThat(asked).hasValue(0);
        assertThat(secrets("\"secrets.vault\"", "/gitea", keyring)).hasSize(1);
        assertThat(secrets("\"secrets.vault\"", "/gitea", keyring)).hasSize(1);
        assertThat(asked).hasValue(1);
    }

    @Test
    void theFleetFileMayNameTheKey() {
        Vaults.withKeyFile(folder).set("/", "A", "one");
        Keyring keyring = new Vaults(folder, Map.of()).keyring();
        String settings = "{\"file\": \"secrets.vault\", \"key_file\": \"vault.key\"}";
        assertThat(secrets(settings, "", keyring)).containsOnlyKeys("A");
        Keyring ofHome = new Vaults(folder, Map.of("HOME", folder.toString())).keyring();
        assertThat(secrets(settings.replace("vault.key", "~/vault.key"), "", ofHome)).hasSize(1);
    }

    @Test
    void whatGoesWrongIsAProblemWithItsPlace() {
        Keyring keyring = new Vaults(folder, Map.of()).keyring();
        secrets("\"secrets.vault\"", "", keyring);
        secrets("{\"key_file\": \"x\"}", "", keyring);
        secrets("{\"file\": \"secrets.vault\", \"keyfile\": \"x\"}", "", keyring);
        Vaults.withKeyFile(folder).set("/", "A", "one");
        secrets("\"secrets.vault\"", "", keyring);
        assertThat(problems.errors())
                .extracting(one -> one.message())
                .containsExactly(
                        "there is no vault secrets.vault",
                        "the vault of secrets has no file",
                        "vault: unknown key \"keyfile\"",
                        "the key of secrets.vault is in a file, and none is named");
    }
}
