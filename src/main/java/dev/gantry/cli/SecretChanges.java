package dev.gantry.cli;

import dev.gantry.diag.Location;
import dev.gantry.diag.OperationException;
import dev.gantry.diag.Problems;
import dev.gantry.diag.UsageException;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.ScalarNode;
import dev.gantry.fleet.VariableFile;
import dev.gantry.secret.Generator;
import dev.gantry.secret.OpenVault;
import dev.gantry.secret.SecretAddress;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** What {@code gantry secret} changes. With {@code --dry-run} it only tells. */
final class SecretChanges {
    private final Session session;
    private final Vaults vaults;
    private OpenVault open;

    private SecretChanges(Session session, Vaults vaults) {
        this.session = session;
        this.vaults = vaults;
        this.open = vaults.open();
    }

    private static SecretChanges begin(Session session) {
        return new SecretChanges(session, Vaults.of(session));
    }

    static void set(Session session) {
        SecretAddress address = SecretCommand.address(session);
        Vaults vaults = Vaults.of(session);
        String value = SecretValue.read(session, address);
        SecretChanges changes = new SecretChanges(session, vaults);
        String outcome = changes.put(address, value);
        changes.save();
        changes.tell(address, outcome);
    }

    /** {@code new}, {@code changed} or {@code same}: then the line stays as it is. */
    private String put(SecretAddress address, String value) {
        Optional<String> before = open.value(address);
        if (before.isPresent() && before.get().equals(value)) {
            return "same";
        }
        open = open.with(address, value);
        return before.isPresent() ? "changed" : "new";
    }

    static void remove(Session session) {
        SecretAddress address = SecretCommand.address(session);
        Vaults vaults = Vaults.of(session);
        SecretCommand.requireThere(vaults.chosen().addresses(), address);
        SecretChanges changes = new SecretChanges(session, vaults);
        changes.open = changes.open.without(address);
        changes.save();
        changes.tell(address, "removed");
    }

    static void generate(Session session) {
        SecretAddress address = SecretCommand.address(session);
        String value = generated(session.arguments());
        Vaults vaults = Vaults.of(session);
        boolean there = vaults.chosen().addresses().contains(address);
        if (there && !session.arguments().has(SecretCommand.FORCE)) {
            throw new UsageException(
                    "there is a secret " + address + " already",
                    "`gantry secret rotate` gives it another value; --force replaces it");
        }
        SecretChanges changes = new SecretChanges(session, vaults);
        changes.open = changes.open.with(address, value);
        changes.save();
        changes.tell(address, there ? "changed" : "new");
    }

    private static String generated(Arguments arguments) {
        List<Option> kinds =
                Stream.of(
                                SecretCommand.ALPHANUMERIC,
                                SecretCommand.HEX,
                                SecretCommand.BASE64,
                                SecretCommand.UUID)
                        .filter(arguments::has)
                        .toList();
        if (kinds.size() > 1) {
            throw new UsageException(
                    kinds.get(0).flagText()
                            + " and "
                            + kinds.get(1).flagText()
                            + " exclude each other",
                    "leave one of them");
        }
        int length = arguments.number(SecretCommand.LENGTH, 1, 32);
        if (length > 4096) {
            throw new UsageException("--length is more than 4096", "no secret needs that");
        }
        Generator generator = new Generator(new SecureRandom());
        if (arguments.has(SecretCommand.UUID)) {
            NodeCommand.refuse(arguments, "--uuid", SecretCommand.LENGTH);
            return generator.uuid();
        }
        if (arguments.has(SecretCommand.HEX)) {
            return generator.hex(length);
        }
        return arguments.has(SecretCommand.BASE64)
                ? generator.base64(length)
                : generator.alphanumeric(length);
    }

    /** Who consumes it is found out before anything changes. */
    static void rotate(Session session) {
        SecretAddress address = SecretCommand.address(session);
        Vaults vaults = Vaults.of(session);
        SecretCommand.requireThere(vaults.chosen().addresses(), address);
        SecretChanges changes = new SecretChanges(session, vaults);
        String before = changes.open.value(address).orElseThrow();
        String value =
                new Generator(new SecureRandom())
                        .like(before)
                        .orElseThrow(() ->
                                new OperationException(
                                        "the value of "
                                                + address
                                                + " does not look as if it had been generated",
                                        "give the new one: gantry secret set " + address.name()));
        Consumers consumers =
                Consumers.of(
                        session,
                        new Consumers.Sought(address.name(), vaults.chosen().words(address)));
        changes.open = changes.open.with(address, value);
        changes.save();
        changes.tell(address, "rotated");
        consumers.print(session.console());
        if (!session.dry() && consumers.any()) {
            session.console().say("`gantry up` recreates exactly these services.");
        }
    }

    /** {@code import}. */
    static void take(Session session) {
        String file = Operands.second(session.arguments(), "the file", "gantry secret import .env");
        Problems problems = new Problems();
        SequencedMap<String, ScalarNode> variables =
                new VariableFile(
                                session.directory().resolve(file),
                                file,
                                Location.of("the arguments"))
                        .variables(Map.of(), problems);
        problems.throwIfErrors();
        problems.warnings().forEach(session.console()::problem);
        SecretChanges changes = begin(session);
        SequencedMap<SecretAddress, String> outcomes = new LinkedHashMap<>();
        variables.forEach((name, value) -> {
            SecretAddress address =
                    SecretAddress.of(session.arguments().text(SecretCommand.PATH), name);
            outcomes.put(
                    address, value.text().isEmpty() ? "empty" : changes.put(address, value.text()));
        });
        changes.save();
        outcomes.forEach(changes::tell);
    }

    static void rekey(Session session) {
        Operands.atMost(1, session.arguments());
        Arguments arguments = session.arguments();
        String keyFile = arguments.text(SecretCommand.KEY_FILE);
        String passphraseFile = arguments.text(SecretCommand.PASSPHRASE_FILE);
        if (!keyFile.isEmpty() && !passphraseFile.isEmpty()) {
            throw new UsageException(
                    "--key-file and --passphrase-file exclude each other", "leave one of them");
        }
        Vaults vaults = Vaults.of(session);
        if (!vaults.chosen().isThere()) {
            throw new OperationException(
                    "there is no vault " + vaults.chosen().settings().file() + " yet",
                    "`gantry secret set NAME` makes it");
        }
        SecretChanges changes = new SecretChanges(session, vaults);
        changes.open =
                changes.open.rekeyed(session.house().keyring(session), keyFile, passphraseFile);
        changes.save();
        changes.tellRekeyed(keyFile);
    }

    private void tellRekeyed(String keyFile) {
        Console console = session.console();
        String file = vaults.chosen().settings().file();
        console.printLine(
                console.json()
                        ? JsonWriter.compact(
                                Json.object()
                                        .put("vault", Json.of(file))
                                        .put("outcome", Json.of("rekeyed"))
                                        .build())
                        : "vault " + file + ": rekeyed");
        if (!keyFile.isEmpty()) {
            console.say(
                    "Its key is in "
                            + keyFile
                            + " now: name that in the fleet file, or in"
                            + " GANTRY_VAULT_KEY_FILE.");
        }
        console.say(
                "Older versions of the file still open with the old key: where that is known to"
                        + " others, rotate the secrets as well.");
    }

    private void save() {
        if (!session.dry()) {
            open.save();
        }
    }

    private void tell(SecretAddress address, String outcome) {
        Console console = session.console();
        console.printLine(
                console.json()
                        ? JsonWriter.compact(
                                Json.object()
                                        .put("path", Json.of(address.path()))
                                        .put("name", Json.of(address.name()))
                                        .put("outcome", Json.of(outcome))
                                        .build())
                        : "secret " + address + ": " + outcome);
    }
}
