package dev.gantry.cli;

import dev.gantry.diag.OperationException;
import dev.gantry.diag.Problems;
import dev.gantry.diag.UsageException;
import dev.gantry.secret.OpenVault;
import dev.gantry.secret.Vault;
import dev.gantry.secret.VaultSettings;
import java.util.List;

/**
 * The vault that a command line means.
 *
 * @param chosen not opened yet
 */
record Vaults(Session session, Vault chosen) {
    static final Option OPTION =
            Option.one(
                    "vault", "FILE", "Which of the fleet's vaults; the only one, unless it says");

    /**
     * Reads it.
     *
     * @throws OperationException where the fleet has none
     */
    static Vaults of(Session session) {
        Problems problems = new Problems();
        List<VaultSettings> all = VaultSettings.all(session.house().fleet(session), problems);
        problems.throwIfErrors();
        return new Vaults(session, Vault.read(one(session, all)));
    }

    private static VaultSettings one(Session session, List<VaultSettings> all) {
        if (all.isEmpty()) {
            throw new OperationException(
                    "the fleet has no vault",
                    "add it to gantry.yaml: secrets: [{vault: secrets.vault}]");
        }
        List<String> files = all.stream().map(VaultSettings::file).toList();
        String asked = session.arguments().text(OPTION);
        if (asked.isEmpty() && all.size() > 1) {
            throw new UsageException(
                    "the fleet has several vaults",
                    "choose: --vault " + String.join(" or ", files));
        }
        if (!asked.isEmpty()) {
            Operands.requireKnown("vault", asked, files);
        }
        return all.get(Math.max(0, files.indexOf(asked)));
    }

    /** With its key, asked for where it must be; a new vault where there is none. */
    OpenVault open() {
        return chosen.open(
                session.house().keyring(session), session.arguments().text(SecretCommand.KEY_FILE));
    }
}
