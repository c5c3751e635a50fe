package dev.gantry.cli;

import dev.gantry.cli.show.Table;
import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.UsageException;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.secret.OpenVault;
import dev.gantry.secret.SecretAddress;
import java.util.List;

/** {@code gantry secret}. */
final class SecretCommand implements Command {
    static final List<String> WORDS =
            List.of("set", "get", "list", "rm", "generate", "rotate", "import", "who", "rekey");

    static final Option PATH =
            Option.one("path", "PATH", "Where in the vault: /, unless it says, is for every stack");
    static final Option FROM_FILE =
            Option.one("from-file", "FILE", "With set: the value is what the file holds");
    static final Option KEY_FILE =
            Option.one(
                    "key-file",
                    "FILE",
                    "With a new vault, and rekey: a key file in place of a passphrase");
    static final Option PASSPHRASE_FILE =
            Option.one("passphrase-file", "FILE", "With rekey: its first line is the passphrase");
    static final Option FORCE =
            Option.flag("force", "With generate: replace the value that is there");
    static final Option LENGTH =
            Option.one(
                    "length",
                    "NUM",
                    "With generate: characters, or bytes with --hex and --base64; 32");
    static final Option ALPHANUMERIC =
            Option.flag("alphanumeric", "With generate: letters and digits, as without a word");
    static final Option HEX = Option.flag("hex", "With generate: as openssl rand -hex writes it");
    static final Option BASE64 =
            Option.flag("base64", "With generate: as openssl rand -base64 writes it");
    static final Option UUID = Option.flag("uuid", "With generate: a random UUID");

    @Override
    public Manual manual() {
        return new Manual(
                Verb.SECRET,
                "set NAME | get NAME | list | rm NAME | generate NAME | rotate NAME | import FILE |"
                        + " who NAME | rekey",
                List.of(
                        "Keeps secrets in the vault that the fleet file names (secrets: [{vault: FILE}]),",
                        "an encrypted file made to be committed. The first secret makes it.",
                        "set takes the value from standard input, from --from-file, or asks for it: a value",
                        "is never an argument. get prints it. list and who never show values.",
                        "rotate puts another value that looks like the old one in its place, and tells",
                        "which services consume it; import takes the lines of an env file; rekey seals",
                        "everything with another passphrase or key file.",
                        "The passphrase comes from GANTRY_VAULT_PASSPHRASE, from the file",
                        "GANTRY_VAULT_PASSPHRASE_FILE, or is asked for; a key file is key_file in the fleet",
                        "file, or GANTRY_VAULT_KEY_FILE."),
                List.of(
                        PATH,
                        Vaults.OPTION,
                        FROM_FILE,
                        LENGTH,
                        ALPHANUMERIC,
                        HEX,
                        BASE64,
                        UUID,
                        FORCE,
                        KEY_FILE,
                        PASSPHRASE_FILE,
                        Form.OPTION),
                List.of(
                        new Manual.Example("gantry secret set SMTP_PASSWORD", "asks for the value"),
                        new Manual.Example(
                                "gantry secret generate DB_PASSWORD --path /gitea", "a new one"),
                        new Manual.Example("gantry secret who DB_PASSWORD", "which services"),
                        new Manual.Example(
                                "gantry secret import .env --dry-run", "what would be new")));
    }

    @Override
    public ExitCode run(Session session) {
        Operands.some(session.arguments(), "what to do", "gantry secret list");
        String word = session.arguments().operands().getFirst();
        refuseOthers(session.arguments(), word);
        switch (word) {
            case "set" -> SecretChanges.set(session);
            case "get" -> get(session);
            case "list" -> list(session);
            case "rm" -> SecretChanges.remove(session);
            case "generate" -> SecretChanges.generate(session);
            case "rotate" -> SecretChanges.rotate(session);
            case "import" -> SecretChanges.take(session);
            case "who" -> who(session);
            case "rekey" -> SecretChanges.rekey(session);
            default -> throw Operands.unknown("gantry secret", word, WORDS);
        }
        return ExitCode.DONE;
    }

    private static void refuseOthers(Arguments arguments, String word) {
        if (!word.equals("set")) {
            NodeCommand.refuse(arguments, word, FROM_FILE);
        }
        if (!word.equals("generate")) {
            NodeCommand.refuse(arguments, word, FORCE, LENGTH, ALPHANUMERIC, HEX, BASE64, UUID);
        }
        if (!List.of("set", "generate", "import", "rekey").contains(word)) {
            NodeCommand.refuse(arguments, word, KEY_FILE);
        }
        if (!word.equals("rekey")) {
            NodeCommand.refuse(arguments, word, PASSPHRASE_FILE);
        }
        if (List.of("list", "rekey").contains(word)) {
            NodeCommand.refuse(arguments, word, PATH);
        }
    }

    /** The secret that the command line names. */
    static SecretAddress address(Session session) {
        Arguments arguments = session.arguments();
        String word = arguments.operands().getFirst();
        String name =
                Operands.second(
                        arguments, "the secret's name", "gantry secret " + word + " DB_PASSWORD");
        return SecretAddress.of(arguments.text(PATH), name);
    }

    /** Refuses a secret that the vault does not have. */
    static void requireThere(List<SecretAddress> addresses, SecretAddress address) {
        if (addresses.contains(address)) {
            return;
        }
        List<String> elsewhere =
                addresses.stream()
                        .filter(one -> one.name().equals(address.name()))
                        .map(one -> "--path " + one.path())
                        .toList();
        String hint =
                elsewhere.isEmpty()
                        ? DidYouMean.hint(
                                address.name(),
                                addresses.stream().map(SecretAddress::name).toList())
                        : "there is one with " + String.join(", ", elsewhere);
        throw new UsageException("no such secret: " + address, hint);
    }

    private static void get(Session session) {
        SecretAddress address = address(session);
        Vaults vaults = Vaults.of(session);
        requireThere(vaults.chosen().addresses(), address);
        OpenVault open = vaults.open();
        String value = open.value(address).orElseThrow();
        Console console = session.console();
        console.printAsIs(
                console.json()
                        ? JsonWriter.compact(json(address).put("value", Json.of(value)).build())
                                + "\n"
                        : value.endsWith("\n") ? value : value + "\n");
    }

    private static MapNode.Builder json(SecretAddress address) {
        return Json.object()
                .put("path", Json.of(address.path()))
                .put("name", Json.of(address.name()));
    }

    private static void list(Session session) {
        Operands.atMost(1, session.arguments());
        List<SecretAddress> addresses = Vaults.of(session).chosen().addresses();
        session.console()
                .print(
                        switch (Form.of(session)) {
                            case TABLE -> table(addresses);
                            case JSON ->
                                    JsonWriter.compact(
                                                    Json.array(
                                                            addresses.stream()
                                                                    .map(one -> json(one).build())
                                                                    .toList()))
                                            + "\n";
                        });
    }

    private static String table(List<SecretAddress> addresses) {
        Table table = new Table("PATH", "NAME");
        addresses.forEach(one -> table.row(one.path(), one.name()));
        return table.text();
    }

    private static void who(Session session) {
        Consumers consumers = Consumers.of(session, Consumers.Sought.of(session));
        consumers.print(session.console());
    }
}
