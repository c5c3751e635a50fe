package dev.gantry.cli;

import dev.gantry.diag.OperationException;
import dev.gantry.diag.UsageException;
import dev.gantry.server.gateway.Lanes;
import dev.gantry.server.registry.AddressPolicy;
import dev.gantry.server.registry.ApiKey;
import dev.gantry.server.registry.NewKey;
import dev.gantry.server.registry.RegistryStore;
import dev.gantry.server.web.BodyLimits;
import dev.gantry.server.web.Server;
import dev.gantry.server.web.Timeouts;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code gantry serve}. */
final class ServeCommand implements Command {
    private static final String STANDARD_ADDRESS = "127.0.0.1:3100";
    private static final int DRAIN_SECONDS = 60;
    private static final Duration AWAY = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Option LISTEN =
            Option.one("listen", "ADDRESS:PORT", "Where to listen; else " + STANDARD_ADDRESS);
    private static final Option NAME =
            Option.many("name", "HOST", "A host name that browsers know the server by");
    private static final Option NO_KEYS =
            Option.flag("no-keys", "Ask for no keys: whoever reaches the server, may");
    private static final Option ALLOW_LOCAL =
            Option.flag("allow-local", "Nodes may have addresses of this machine");
    private static final Option ACCESS_LOG =
            Option.one("access-log", "FILE", "Where requests are logged; else standard output");
    private static final Option DRAIN =
            Option.one(
                    "drain-timeout",
                    "SECONDS",
                    "How long answers may go on when it is to stop; else " + DRAIN_SECONDS);

    @Override
    public Manual manual() {
        return new Manual(
                Verb.SERVE,
                "",
                List.of(
                        "Runs the control plane until it is told to stop: the registry of inference nodes,",
                        "their watchdog, an OpenAI-compatible gateway before them, and the API. While there",
                        "is no key, it makes one for the administrator and prints it, once."),
                List.of(
                        LISTEN,
                        NAME,
                        NO_KEYS,
                        ALLOW_LOCAL,
                        ACCESS_LOG,
                        DRAIN,
                        RegistryFlags.DATABASE,
                        RegistryFlags.STATE),
                List.of(
                        new Manual.Example("gantry serve", "for this machine, with SQLite"),
                        new Manual.Example(
                                "gantry serve --listen 0.0.0.0:3100 --database postgresql://gantry@db/gantry",
                                "for the whole house, with others on the same registry")));
    }

    @Override
    public ExitCode run(Session session) {
        Operands.none(session.arguments());
        Duration patience = Duration.ofSeconds(seconds(session.arguments()));
        Optional<RegistryStore> opened =
                new DatabaseWait(
                                AWAY,
                                session.invocation().cancellation(),
                                line -> tell(session, line))
                        .open(() -> RegistryFlags.open(session));
        opened.ifPresent(store -> serve(session, store, patience));
        return ExitCode.DONE;
    }

    private static void serve(Session session, RegistryStore registry, Duration patience) {
        try (RegistryStore store = registry;
                OutputStream accessLog = accessLog(session)) {
            if (!session.arguments().has(NO_KEYS)) {
                firstKey(session, store);
            }
            AddressPolicy addresses = new AddressPolicy(session.arguments().has(ALLOW_LOCAL));
            Seeding seeding =
                    new Seeding(session, RegistryFlags.registrar(session, store), addresses);
            seeding.refresh();
            Server.Surroundings surroundings =
                    new Server.Surroundings(
                            store,
                            session.invocation().environment(),
                            accessLog,
                            line -> tell(session, line),
                            session.invocation().clock());
            Server.Settings settings = settings(session, addresses, seeding.lanes());
            try (Server server = Server.start(settings, surroundings)) {
                tell(session, "listening on http://" + address(session, server.port()));
                session.invocation().cancellation().patience(patience.plusSeconds(15));
                follow(session, seeding, server);
                stop(session, server, patience);
            }
        } catch (IOException failed) {
            throw new OperationException(
                    "cannot close the access log: " + failed.getMessage(), "", failed);
        }
    }

    private static Server.Settings settings(Session session, AddressPolicy addresses, Lanes lanes) {
        Arguments arguments = session.arguments();
        String address = listen(arguments);
        int colon = address.lastIndexOf(':');
        Set<String> names =
                arguments.list(NAME).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        return new Server.Settings(
                host(address),
                Integer.parseInt(address.substring(colon + 1)),
                address,
                names,
                !arguments.has(NO_KEYS),
                addresses,
                lanes,
                Timeouts.STANDARD,
                BodyLimits.of(Runtime.getRuntime().maxMemory()));
    }

    private static String listen(Arguments arguments) {
        String address = arguments.text(LISTEN, STANDARD_ADDRESS);
        if (!address.matches("([^:\\s]+|\\[[0-9a-fA-F:.]+]):\\d{1,5}")) {
            throw new UsageException(
                    "--listen " + address + " is no address and port",
                    "as in " + STANDARD_ADDRESS + ", 0.0.0.0:3100 or [::1]:3100");
        }
        return address;
    }

    private static String host(String address) {
        String host = address.substring(0, address.lastIndexOf(':'));
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String address(Session session, int port) {
        String address = listen(session.arguments());
        return address.substring(0, address.lastIndexOf(':') + 1) + port;
    }

    private static int seconds(Arguments arguments) {
        String text = arguments.text(DRAIN, Integer.toString(DRAIN_SECONDS));
        if (!text.matches("\\d{1,5}")) {
            throw new UsageException(
                    "--drain-timeout " + text + " is no number of seconds", "as in 60");
        }
        return Integer.parseInt(text);
    }

    private static OutputStream accessLog(Session session) {
        String file = session.arguments().text(ACCESS_LOG);
        if (file.isEmpty()) {
            return new Unclosed(session.invocation().output());
        }
        Path path = session.directory().resolve(file);
        try {
            return new FileOutputStream(path.toFile(), true);
        } catch (IOException failed) {
            throw new OperationException(
                    "cannot write the access log " + path + ": " + failed.getMessage(),
                    "name another file with --access-log",
                    failed);
        }
    }

    /** Standard output, which is not the command's to close. */
    private static final class Unclosed extends java.io.FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** The one who starts the server has to be able to make other keys. */
    private static void firstKey(Session session, RegistryStore store) {
        if (!store.snapshot().keys().isEmpty()) {
            return;
        }
        NewKey made = session.house().newKey();
        RegistryFlags.registrar(session, store)
                .addKey(
                        new ApiKey(
                                made.id(),
                                "admin",
                                ApiKey.Role.ADMIN,
                                false,
                                List.of(),
                                List.of(),
                                OptionalInt.empty(),
                                OptionalInt.empty(),
                                session.invocation()
                                        .clock()
                                        .instant()
                                        .truncatedTo(ChronoUnit.SECONDS)),
                        made.hash());
        tell(session, "the administrator's key, told this once: " + made.secret());
    }

    private static void tell(Session session, String line) {
        session.console().say(line);
        session.console().flush();
    }

    /** Reads the fleet file again when it changes, until it is time to stop. */
    private static void follow(Session session, Seeding seeding, Server server) {
        Cancellation cancellation = session.invocation().cancellation();
        Following following = new Following(session.console(), seeding, server::lanes);
        while (!cancellation.cancelled()) {
            cancellation.pause(LOOK);
            following.look();
        }
    }

    private static void stop(Session session, Server server, Duration patience) {
        int active = server.active();
        if (active > 0) {
            tell(session, "stopping, when " + active + " requests have ended");
        }
        if (!server.drain(patience)) {
            tell(session, "stopping, though " + server.active() + " requests are under way");
        }
    }
}
