package dev.gantry.secret;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.OperationException;
import dev.gantry.diag.Problem;
import java.util.List;
import java.util.Optional;

/** A vault whose values can be read and changed. Immutable; {@link #save} makes a change last. */
public final class OpenVault {
    private final VaultSettings settings;
    private final String before;
    private final VaultText text;
    private final Seal seal;
    private final Runnable keep;

    /**
     * @param before what the file holds; empty where there is none yet
     * @param keep writes a new key down
     */
    OpenVault(VaultSettings settings, String before, VaultText text, Seal seal, Runnable keep) {
        this.settings = settings;
        this.before = before;
        this.text = text;
        this.seal = seal;
        this.keep = keep;
    }

    /**
     * The value, where the vault has one.
     *
     * @throws InputException when its line is damaged
     */
    public Optional<String> value(SecretAddress address) {
        if (!text.places().containsKey(address)) {
            return Optional.empty();
        }
        Optional<String> value = Sealed.open(seal, address, text.sealed(address));
        if (value.isEmpty()) {
            throw new InputException(
                    List.of(
                            Problem.error(
                                    new Location(settings.file(), text.line(address), 1),
                                    "the value of "
                                            + address
                                            + " does not open: it is damaged, or was moved here",
                                    "take the line as it was from Git or a backup, or set it anew:"
                                            + " gantry secret set "
                                            + address.name()
                                            + (address.path().equals(SecretAddress.ROOT)
                                                    ? ""
                                                    : " --path " + address.path()))));
        }
        return value;
    }

    public OpenVault with(SecretAddress address, String value) {
        return of(text.with(address, Sealed.of(seal, address, value)));
    }

    /** Without an entry that is there. */
    public OpenVault without(SecretAddress address) {
        return of(text.without(address));
    }

    private OpenVault of(VaultText other) {
        return new OpenVault(settings, before, other, seal, keep);
    }

    /**
     * Every value sealed anew with another key.
     *
     * @param keyFile of the new key; may be empty
     * @param passphraseFile of the new passphrase, which is asked for where both are empty
     */
    public OpenVault rekeyed(Keyring keyring, String keyFile, String passphraseFile) {
        Keyring.Sealing next = keyring.next(keyFile, passphraseFile);
        if (Sealed.opens(next.seal(), text.check())) {
            throw new OperationException(
                    "this is the key that " + settings.file() + " has",
                    "give --key-file another path; nothing was changed");
        }
        VaultText resealed = VaultText.empty(next.key(), Sealed.check(next.seal()));
        for (SecretAddress address : text.places().sequencedKeySet()) {
            String value = value(address).orElseThrow();
            resealed = resealed.with(address, Sealed.of(next.seal(), address, value));
        }
        return new OpenVault(settings, before, resealed, next.seal(), next.keep());
    }

    /**
     * Writes it, and its key where that is new.
     *
     * @throws OperationException when the file has changed since it was read, or cannot be written
     */
    public void save() {
        keep.run();
        new VaultFile(settings).replace(before, text.text());
    }

    /** Without values and key. */
    @Override
    public String toString() {
        return "OpenVault[" + settings.file() + "]";
    }
}
