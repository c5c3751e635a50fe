package dev.gantry.secret;

import dev.gantry.diag.OperationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The keys of vaults. Each is found, or asked for, when a value is first wanted, and once in a run.
 * Safe for several threads.
 *
 * <p>A passphrase is {@code GANTRY_VAULT_PASSPHRASE}, or the first line of the file {@code
 * GANTRY_VAULT_PASSPHRASE_FILE}, or typed. A key file is {@code GANTRY_VAULT_KEY_FILE}, or the
 * {@code key_file} of the fleet file.
 */
public final class Keyring {
    static final int SHORTEST_PASSPHRASE = 12;

    private static final String PASSPHRASE = "GANTRY_VAULT_PASSPHRASE";
    private static final String PASSPHRASE_FILE = "GANTRY_VAULT_PASSPHRASE_FILE";
    private static final String KEY_FILE = "GANTRY_VAULT_KEY_FILE";
    private static final int SALT_BYTES = 16;

    private final Map<String, String> environment;
    private final Path directory;
    private final Prompt prompt;
    private final Supplier<SecureRandom> random;
    private final Map<String, Seal> found = new LinkedHashMap<>();
    private final Map<String, OperationException> failed = new LinkedHashMap<>();

    /**
     * @param directory where relative paths of the environment start
     * @param random asked for when a vault is there: it takes as long as a short command
     */
    public Keyring(
            Map<String, String> environment,
            Path directory,
            Prompt prompt,
            Supplier<SecureRandom> random) {
        this.environment = environment;
        this.directory = directory;
        this.prompt = prompt;
        this.random = random;
    }

    /**
     * What a vault is sealed with, and how its key comes about.
     *
     * @param keep writes a new key down; before the vault is
     */
    record Sealing(VaultKey key, Seal seal, Runnable keep) {}

    /**
     * The seal that opens a vault.
     *
     * @throws OperationException when there is no key, or it is another vault's
     */
    synchronized Seal seal(VaultSettings settings, VaultText vault) {
        String id = vault.key().text() + vault.check();
        OperationException before = failed.get(id);
        if (before != null) {
            throw before;
        }
        try {
            return found.computeIfAbsent(id, _ -> search(settings, vault));
        } catch (OperationException failure) {
            failed.put(id, failure);
            throw failure;
        }
    }

    private Seal search(VaultSettings settings, VaultText vault) {
        Seal seal =
                switch (vault.key()) {
                    case VaultKey.Kept _ -> new Seal(keyFile(settings).key(), random.get());
                    case VaultKey.Derived way ->
                            new Seal(
                                    Argon2.key(
                                            passphrase("Passphrase of " + settings.file() + ": "),
                                            way),
                                    random.get());
                };
        if (!Sealed.opens(seal, vault.check())) {
            throw new OperationException(
                    vault.key() instanceof VaultKey.Kept
                            ? keyFile(settings).path() + " is not the key of " + settings.file()
                            : "this is not the passphrase of " + settings.file(),
                    "nothing was changed; try again");
        }
        return seal;
    }

    private KeyFile keyFile(VaultSettings settings) {
        return givenKeyFile(settings)
                .orElseThrow(() ->
                        new OperationException(
                                "the key of "
                                        + settings.file()
                                        + " is in a file, and none is named",
                                "set "
                                        + KEY_FILE
                                        + ", or key_file: of the vault in the fleet file"));
    }

    /** The environment knows this machine, the fleet file all of them. */
    private Optional<KeyFile> givenKeyFile(VaultSettings settings) {
        String given = variable(KEY_FILE);
        if (!given.isEmpty()) {
            return Optional.of(keyFile(given));
        }
        return settings.keyFile().isEmpty()
                ? Optional.empty()
                : Optional.of(new KeyFile(settings.directory().resolve(home(settings.keyFile()))));
    }

    /** Of the command line or the environment. */
    private KeyFile keyFile(String written) {
        return new KeyFile(directory.resolve(home(written)));
    }

    private String home(String written) {
        return written.startsWith("~/") ? variable("HOME") + written.substring(1) : written;
    }

    private String passphrase(String question) {
        return givenPassphrase().or(() -> prompt.ask(question)).orElseThrow(Keyring::nobody);
    }

    private Optional<String> givenPassphrase() {
        String given = variable(PASSPHRASE);
        if (!given.isEmpty()) {
            return Optional.of(given);
        }
        String file = variable(PASSPHRASE_FILE);
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(new KeyFile(directory.resolve(home(file))).line());
    }

    private static OperationException nobody() {
        return new OperationException(
                "a vault wants its passphrase, and nobody is here to be asked",
                "set " + PASSPHRASE_FILE + " or " + PASSPHRASE + ", or run it in a terminal");
    }

    private String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /**
     * What a new vault is sealed with: a key file where one is named, made with the vault where it
     * is missing; else a passphrase.
     *
     * @param keyFile of the command line; may be empty
     */
    Sealing first(VaultSettings settings, String keyFile) {
        Optional<KeyFile> file =
                keyFile.isEmpty() ? givenKeyFile(settings) : Optional.of(keyFile(keyFile));
        return file.map(this::sealing)
                .orElseGet(() -> sealing(givenPassphrase().orElseGet(this::typedTwice)));
    }

    /**
     * What a vault is sealed with from now on.
     *
     * @param keyFile of the command line; may be empty
     * @param passphraseFile alike; where both are, a passphrase is asked for
     */
    Sealing next(String keyFile, String passphraseFile) {
        if (!keyFile.isEmpty()) {
            return sealing(keyFile(keyFile));
        }
        return sealing(passphraseFile.isEmpty() ? typedTwice() : keyFile(passphraseFile).line());
    }

    private Sealing sealing(KeyFile file) {
        if (Files.exists(file.path())) {
            return new Sealing(new VaultKey.Kept(), new Seal(file.key(), random.get()), () -> {});
        }
        byte[] key = new byte[Seal.KEY_BYTES];
        random.get().nextBytes(key);
        return new Sealing(new VaultKey.Kept(), new Seal(key, random.get()), () -> file.write(key));
    }

    private Sealing sealing(String passphrase) {
        if (passphrase.length() < SHORTEST_PASSPHRASE) {
            throw new OperationException(
                    "the passphrase has fewer than " + SHORTEST_PASSPHRASE + " characters",
                    "whoever has the file may try as long as they like: take five random words");
        }
        byte[] salt = new byte[SALT_BYTES];
        random.get().nextBytes(salt);
        VaultKey.Derived way = VaultKey.Derived.salted(salt);
        return new Sealing(way, new Seal(Argon2.key(passphrase, way), random.get()), () -> {});
    }

    private String typedTwice() {
        String one = prompt.ask("New passphrase of the vault: ").orElseThrow(Keyring::nobody);
        String other = prompt.ask("The same again: ").orElseThrow(Keyring::nobody);
        if (!one.equals(other)) {
            throw new OperationException(
                    "the passphrases differ", "nothing was changed; try again");
        }
        return one;
    }
}
