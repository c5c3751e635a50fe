package dev.gantry.cli;

import dev.gantry.cli.show.Table;
import dev.gantry.diag.Location;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.ScalarNode;
import dev.gantry.server.registry.ApiKey;
import dev.gantry.server.registry.NewKey;
import dev.gantry.server.registry.Registrar;
import dev.gantry.server.registry.RegistryJson;
import dev.gantry.server.registry.RegistryStore;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** {@code gantry key}. */
final class KeyCommand implements Command {
    static final List<String> WORDS = List.of("create", "list", "disable", "enable", "remove");

    private static final Option ROLE =
            Option.one("role", "ROLE", "With create: user (inference) or admin (the registry too)");
    private static final Option MODEL =
            Option.many("model", "MODEL", "With create: only this model; several may be given");
    private static final Option LANE =
            Option.many("lane", "LANE", "With create: only this lane; the first is its own");
    private static final Option REQUESTS =
            Option.one("requests-per-minute", "NUM", "With create: a limit");
    private static final Option TOKENS =
            Option.one("tokens-per-minute", "NUM", "With create: a limit, prompts included");

    private static final Registered KEYS =
            new Registered("key", "ci", store -> keys(store).stream().map(ApiKey::name).toList());

    @Override
    public Manual manual() {
        return new Manual(
                Verb.KEY,
                "create NAME | list | disable NAME | enable NAME | remove NAME",
                List.of(
                        "Changes the registry of `gantry serve` in its database: servers that run see it",
                        "within a second. A key is shown once, when it is created: the registry keeps its",
                        "hash. Wherever a NAME is wanted, the key's id will do."),
                List.of(
                        ROLE,
                        MODEL,
                        LANE,
                        REQUESTS,
                        TOKENS,
                        Form.OPTION,
                        RegistryFlags.DATABASE,
                        RegistryFlags.STATE),
                List.of(
                        new Manual.Example("gantry key create root --role admin", "the first one"),
                        new Manual.Example(
                                "gantry key create ci --model qwen3 --lane batch"
                                        + " --requests-per-minute 60",
                                "one that may little"),
                        new Manual.Example("gantry key disable ci", "refused from now on")));
    }

    @Override
    public ExitCode run(Session session) {
        Operands.some(session.arguments(), "what to do", "gantry key list");
        String word = session.arguments().operands().getFirst();
        if (!word.equals("create")) {
            NodeCommand.refuse(session.arguments(), word, ROLE, MODEL, LANE, REQUESTS, TOKENS);
        }
        return switch (word) {
            case "create" -> create(session);
            case "list" -> list(session);
            case "disable" ->
                    KEYS.change(session, word, "disabled", (it, name) -> it.disableKey(name, true));
            case "enable" ->
                    KEYS.change(session, word, "enabled", (it, name) -> it.disableKey(name, false));
            case "remove" -> KEYS.change(session, word, "removed", Registrar::removeKey);
            default -> throw Operands.unknown("gantry key", word, WORDS);
        };
    }

    private static ExitCode create(Session session) {
        String name =
                Operands.second(session.arguments(), "the key's name", "gantry key create me");
        NewKey made = session.house().newKey();
        ApiKey key =
                RegistryJson.key(
                        written(session.arguments(), name),
                        made.id(),
                        session.invocation().clock().instant().truncatedTo(ChronoUnit.MILLIS));
        try (RegistryStore store = session.house().registry(session)) {
            RegistryFlags.registrar(session, store).addKey(key, made.hash());
        }
        Console console = session.console();
        if (console.json()) {
            MapNode json = RegistryJson.of(key).with("key", Json.of(made.secret()));
            console.printLine(JsonWriter.compact(json));
        } else {
            console.printLine(made.secret());
            console.say("This is key " + name + ". It is not kept, and will not be shown again.");
        }
        return ExitCode.DONE;
    }

    private static MapNode written(Arguments arguments, String name) {
        Location place = Location.of("gantry key create");
        MapNode.Builder key =
                MapNode.builder(place)
                        .put("name", ScalarNode.string(name, place))
                        .put("role", ScalarNode.string(arguments.text(ROLE), place))
                        .put("models", texts(arguments.list(MODEL), place))
                        .put("lanes", texts(arguments.list(LANE), place));
        for (Option limit : List.of(REQUESTS, TOKENS)) {
            int number = arguments.number(limit, 1, 0);
            if (number > 0) {
                key.put(limit.name().replace('-', '_'), ScalarNode.integer(number, place));
            }
        }
        return key.build();
    }

    private static ListNode texts(List<String> texts, Location place) {
        return ListNode.of(
                texts.stream().map(text -> ScalarNode.string(text, place)).toList(), place);
    }

    /** By name. */
    private static List<ApiKey> keys(RegistryStore store) {
        return store.snapshot().keys().values().stream()
                .sorted(Comparator.comparing(ApiKey::name))
                .toList();
    }

    private static ExitCode list(Session session) {
        Operands.atMost(1, session.arguments());
        Form form = Form.of(session);
        try (RegistryStore store = session.house().registry(session)) {
            List<ApiKey> keys = keys(store);
            session.console()
                    .print(
                            switch (form) {
                                case TABLE -> table(keys);
                                case JSON ->
                                        JsonWriter.compact(
                                                        Json.array(
                                                                keys.stream()
                                                                        .map(RegistryJson::of)
                                                                        .toList()))
                                                + "\n";
                            });
        }
        return ExitCode.DONE;
    }

    private static String table(List<ApiKey> keys) {
        Table table =
                new Table(
                        "NAME",
                        "ID",
                        "ROLE",
                        "STATE",
                        "MODELS",
                        "LANES",
                        "REQUESTS/MIN",
                        "TOKENS/MIN",
                        "CREATED");
        for (ApiKey key : keys) {
            table.row(
                    key.name(),
                    key.id(),
                    key.role().word(),
                    key.disabled() ? "disabled" : "",
                    key.models().isEmpty() ? "all" : String.join(",", key.models()),
                    key.lanes().isEmpty() ? "all" : String.join(",", key.lanes()),
                    number(key.requestsPerMinute()),
                    number(key.tokensPerMinute()),
                    key.created().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        return table.text();
    }

    private static String number(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
    }
}
