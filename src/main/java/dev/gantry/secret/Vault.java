package dev.gantry.secret;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Problems;
import java.util.List;
import java.util.Optional;

/** A vault as it was read, be it there or not. No key was asked for yet. */
public final class Vault {
    private final VaultSettings settings;
    private final String written;
    private final Optional<VaultText> text;

    private Vault(VaultSettings settings, String written, Optional<VaultText> text) {
        this.settings = settings;
        this.written = written;
        this.text = text;
    }

    /**
     * Reads it.
     *
     * @throws InputException with all that is wrong with the file; that there is none is not wrong
     */
    public static Vault read(VaultSettings settings) {
        Problems problems = new Problems();
        Optional<String> written = new VaultFile(settings).text(problems);
        Optional<VaultText> text =
                written.flatMap(one -> VaultReader.read(settings.file(), one, problems));
        problems.throwIfErrors();
        return new Vault(settings, written.orElse(""), text);
    }

    public VaultSettings settings() {
        return settings;
    }

    public boolean isThere() {
        return text.isPresent();
    }

    /** How a {@link dev.gantry.fleet.Secret} from here names its provider. */
    public String words(SecretAddress address) {
        return "vault " + settings.file() + " " + address;
    }

    /** The secrets that it has, in the order of the file. */
    public List<SecretAddress> addresses() {
        return text.map(one -> List.copyOf(one.places().sequencedKeySet())).orElse(List.of());
    }

    /**
     * With its key; a vault that is not there is begun.
     *
     * @param keyFile where a new vault's key is to be, in place of a passphrase; may be empty
     * @throws dev.gantry.diag.OperationException when there is no key, or it is another vault's
     */
    public OpenVault open(Keyring keyring, String keyFile) {
        if (text.isPresent()) {
            Seal seal = keyring.seal(settings, text.get());
            return new OpenVault(settings, written, text.get(), seal, () -> {});
        }
        Keyring.Sealing first = keyring.first(settings, keyFile);
        VaultText empty = VaultText.empty(first.key(), Sealed.check(first.seal()));
        return new OpenVault(settings, written, empty, first.seal(), first.keep());
    }
}
