package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.Facts;
import dev.gantry.apply.Timekeeper;
import dev.gantry.compose.LoadRequest;
import dev.gantry.diag.InputException;
import dev.gantry.diag.Problem;
import dev.gantry.diag.Problems;
import dev.gantry.doc.MapNode;
import dev.gantry.fleet.Conditions;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.DesiredBuilder;
import dev.gantry.fleet.Environment;
import dev.gantry.fleet.FactNeeds;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.FleetInputs;
import dev.gantry.fleet.FleetLoader;
import dev.gantry.fleet.FleetRequest;
import dev.gantry.fleet.Host;
import dev.gantry.fleet.InferenceNodes;
import dev.gantry.fleet.RegistryPasswords;
import dev.gantry.fleet.SecretProvider;
import dev.gantry.fleet.SecretSource;
import dev.gantry.fleet.Selection;
import dev.gantry.fleet.Stack;
import dev.gantry.registry.Credential;
import dev.gantry.secret.Keyring;
import dev.gantry.secret.Secrets;
import dev.gantry.secret.Surroundings;
import dev.gantry.server.registry.NewKey;
import dev.gantry.server.registry.RegistryStore;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The composition root: makes the rooms from what the command line and the environment say. */
final class RealHouse implements House {
    private @Nullable Keyring keyring;

    /** By the providers that the fleet file names. */
    private final Map<List<SecretProvider>, SecretSource> secrets = new ConcurrentHashMap<>();

    @Override
    public Fleet fleet(Session session) {
        return FleetLoader.load(request(session), session.invocation().environment());
    }

    @Override
    public Desired desired(Session session, List<String> services, Consumer<Host> placed) {
        Fleet fleet = fleetOfFiles(session);
        FleetInputs inputs = inputs(session, fleet, services);
        DesiredBuilder.hosts(fleet, inputs).forEach(placed);
        return DesiredBuilder.build(fleet, inputs);
    }

    @Override
    public Desired named(Session session, Consumer<Host> placed) {
        Fleet fleet = fleet(session);
        if (!fleet.secrets().isEmpty()) {
            // What engines tell may hold a secret, and only who has read it can hide it.
            return desired(session, List.of(), placed);
        }
        FleetInputs inputs = inputs(session, fleet, List.of());
        DesiredBuilder.hosts(fleet, inputs).forEach(placed);
        return DesiredBuilder.named(fleet, inputs);
    }

    @Override
    public SequencedMap<String, LoadRequest> requests(Session session, Problems warnings) {
        Fleet fleet =
                ConfigCommand.isPlain(session.arguments()) ? fleetOfFiles(session) : fleet(session);
        return DesiredBuilder.requests(fleet, inputs(session, fleet, List.of()), warnings);
    }

    /**
     * @throws InputException with what is wrong with the fleet file and, where that leaves some
     *     stacks sound, with their Compose files
     */
    private Fleet fleetOfFiles(Session session) {
        try {
            return fleet(session);
        } catch (InputException wrong) {
            Problems all = new Problems();
            all.addAll(wrong.problems());
            FleetLoader.soundPart(request(session))
                    .filter(part -> noFactsMatter(session, part))
                    .ifPresent(part -> all.addAll(problems(session, part)));
            throw new InputException(all.all());
        }
    }

    private List<Problem> problems(Session session, Fleet part) {
        return DesiredBuilder.problems(part, inputs(session, part, List.of()));
    }

    /** What is refused anyway is no reason to ask engines. */
    private static boolean noFactsMatter(Session session, Fleet fleet) {
        return FactNeeds.hosts(fleet, session.arguments().pairs(Global.LABEL)).isEmpty();
    }

    @Override
    public Conditions conditions(Session session, Desired desired) {
        Fleet fleet = desired.fleet();
        Set<String> hosts = FactNeeds.ofChecks(desired, session.arguments().pairs(Global.LABEL));
        return new Conditions(
                fleet, inputs(session, fleet, List.of(), facts(session, fleet, hosts)));
    }

    @Override
    public Environment environment(
            Session session, Fleet fleet, Stack stack, Host host, Problems warnings) {
        return DesiredBuilder.environment(
                fleet, inputs(session, fleet, List.of()), stack, host, warnings);
    }

    @Override
    public EngineSource engines(Session session) {
        return new ConnectedEngines(session.docker(), () -> logins(session));
    }

    private SequencedMap<String, Credential.Password> logins(Session session) {
        Fleet fleet = fleet(session);
        SequencedMap<String, Credential.Password> logins = new LinkedHashMap<>();
        RegistryPasswords.of(fleet, inputs(session, fleet, List.of(), new LinkedHashMap<>()))
                .forEach((registry, one) ->
                        logins.put(
                                registry, new Credential.Password(one.username(), one.password())));
        return logins;
    }

    /** One for the whole run: nobody is asked twice. */
    @Override
    public synchronized Keyring keyring(Session session) {
        if (keyring == null) {
            Invocation invocation = session.invocation();
            keyring =
                    new Keyring(
                            invocation.environment(),
                            invocation.directory(),
                            new HiddenPrompt(session),
                            SecureRandom::new);
        }
        return keyring;
    }

    @Override
    public String slug() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public RegistryStore registry(Session session) {
        return RegistryFlags.open(session);
    }

    @Override
    public NewKey newKey() {
        return NewKey.random();
    }

    @Override
    public ThisMachine machine(Session session) {
        return new ThisMachine(session.invocation(), session.invocation().state());
    }

    @Override
    public Timekeeper timekeeper() {
        return Timekeeper.system();
    }

    private static FleetRequest request(Session session) {
        Arguments arguments = session.arguments();
        return new FleetRequest(
                session.directory(),
                arguments.list(Global.FILE),
                arguments.text(Global.PROJECT_DIRECTORY),
                arguments.text(Global.PROJECT_NAME),
                new LinkedHashSet<>(arguments.list(Global.PROFILE)),
                arguments.list(Global.ENV_FILE),
                session.input());
    }

    private FleetInputs inputs(Session session, Fleet fleet, List<String> services) {
        return inputs(
                session,
                fleet,
                services,
                facts(
                        session,
                        fleet,
                        FactNeeds.hosts(fleet, session.arguments().pairs(Global.LABEL))));
    }

    private FleetInputs inputs(
            Session session,
            Fleet fleet,
            List<String> services,
            SequencedMap<String, SequencedMap<String, String>> facts) {
        Arguments arguments = session.arguments();
        return new FleetInputs(
                request(session),
                new Selection(arguments.list(Global.HOST), arguments.list(Global.STACK)),
                facts,
                arguments.pairs(Global.LABEL),
                session.invocation().environment(),
                arguments.pairs(Global.ENV),
                services,
                Redaction.telling(session, fleet, secrets(session, fleet)));
    }

    /** A command reads the fleet several times, and asks its providers once. */
    private SecretSource secrets(Session session, Fleet fleet) {
        Invocation invocation = session.invocation();
        return secrets.computeIfAbsent(
                fleet.secrets(),
                _ ->
                        new StoppableSecrets(
                                Secrets.of(
                                        fleet,
                                        new Surroundings(
                                                invocation.environment(),
                                                invocation.state(),
                                                invocation.configuration(),
                                                invocation.clock()),
                                        keyring(session)),
                                invocation.cancellation()));
    }

    @Override
    public List<MapNode> inference(Session session, Fleet fleet) {
        return InferenceNodes.of(fleet, inputs(session, fleet, List.of()));
    }

    /**
     * Asks the engines of those hosts whose facts matter; silent ones are told by the fleet room.
     */
    private SequencedMap<String, SequencedMap<String, String>> facts(
            Session session, Fleet fleet, Set<String> hosts) {
        SequencedMap<String, Host> asked = new LinkedHashMap<>(fleet.hosts());
        asked.keySet().retainAll(hosts);
        if (asked.isEmpty()) {
            return new LinkedHashMap<>();
        }
        try (EngineSource engines = engines(session)) {
            return AtOnce.ask(asked, host -> Facts.of(engines.engine(host)).labels()).results();
        }
    }
}
