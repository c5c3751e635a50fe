package dev.gantry.cli;

import dev.gantry.cli.show.Table;
import dev.gantry.compose.model.FileGrant;
import dev.gantry.compose.model.Mount;
import dev.gantry.compose.model.Network;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.ProjectFile;
import dev.gantry.compose.model.Service;
import dev.gantry.compose.model.Volume;
import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.InputException;
import dev.gantry.diag.OperationException;
import dev.gantry.diag.Problems;
import dev.gantry.diag.UsageException;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.Environment;
import dev.gantry.fleet.Environment.Origin;
import dev.gantry.fleet.Fleet;
import dev.gantry.secret.Generator;
import dev.gantry.secret.SecretAddress;
import dev.gantry.secret.Vault;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who consumes a secret: the services that are other ones when it has another value. Found by
 * loading the fleet with another value and comparing, so that it is true of every way by which a
 * value gets into a service.
 *
 * @param uses every deployment that was looked at
 * @param registries that are logged in at with it
 */
record Consumers(String name, List<Use> uses, List<String> registries) {

    /**
     * What is looked for.
     *
     * @param provider who has it, as {@link dev.gantry.fleet.Secret} says; empty for whoever has it
     */
    record Sought(String name, String provider) {

        /** What the command line names; with a path, the vault's entry there. */
        static Sought of(Session session) {
            if (session.arguments().list(SecretCommand.PATH).isEmpty()) {
                return new Sought(
                        Operands.second(
                                session.arguments(), "the secret's name", "gantry secret who NAME"),
                        "");
            }
            SecretAddress address = SecretCommand.address(session);
            Vault vault = Vaults.of(session).chosen();
            SecretCommand.requireThere(vault.addresses(), address);
            return new Sought(address.name(), vault.words(address));
        }

        private boolean is(Environment.Variable variable) {
            return variable.origin() == Origin.SECRETS
                    && (provider.isEmpty() || variable.place().source().equals(provider));
        }
    }

    /**
     * Of one deployment.
     *
     * @param from where it has the variable from; empty where it has none
     */
    record Use(String deployment, Set<String> services, String from) {}

    /**
     * Loads the selected deployments twice.
     *
     * @throws UsageException when no deployment has the variable
     * @throws OperationException when the files allow no other value
     */
    static Consumers of(Session session, Sought sought) {
        Fleet fleet = session.house().fleet(session);
        Desired desired = session.house().desired(session, List.of(), _ -> {});
        SequencedMap<String, Environment.Variable> variables = new LinkedHashMap<>();
        Set<String> known = new TreeSet<>();
        Set<String> values = new LinkedHashSet<>();
        for (Deployment one : desired.deployments()) {
            Environment environment =
                    session.house()
                            .environment(session, fleet, one.stack(), one.host(), new Problems());
            environment
                    .variables()
                    .forEach((name, variable) -> {
                        if (variable.origin() == Origin.SECRETS) {
                            known.add(name);
                        }
                    });
            Environment.Variable variable = environment.variables().get(sought.name());
            if (variable != null) {
                variables.put(one.id(), variable);
                if (sought.is(variable)) {
                    values.add(variable.value());
                }
            }
        }
        if (variables.isEmpty()) {
            throw new UsageException(
                    "no such secret: " + sought.name(), DidYouMean.hint(sought.name(), known));
        }
        if (values.isEmpty()) {
            return new Consumers(
                    sought.name(), uses(desired, desired, variables, sought), List.of());
        }
        Desired other = with(session, sought.name(), values);
        return new Consumers(
                sought.name(), uses(desired, other, variables, sought), registries(fleet, sought));
    }

    private static List<String> registries(Fleet fleet, Sought sought) {
        return fleet.registries().values().stream()
                .filter(one ->
                        one.passwordVariable().equals(sought.name())
                                || one.usernameVariable().equals(sought.name()))
                .map(one -> one.registry())
                .toList();
    }

    private static List<Use> uses(
            Desired desired,
            Desired other,
            SequencedMap<String, Environment.Variable> variables,
            Sought sought) {
        Map<String, Project> others = new LinkedHashMap<>();
        other.deployments().forEach(one -> others.put(one.id(), one.project()));
        List<Use> uses = new ArrayList<>();
        for (Deployment one : desired.deployments()) {
            Optional<Environment.Variable> variable = Optional.ofNullable(variables.get(one.id()));
            Project changed = others.getOrDefault(one.id(), one.project());
            uses.add(
                    new Use(
                            one.id(),
                            variable.filter(sought::is).isPresent()
                                    ? changed(one.project(), changed)
                                    : Set.of(),
                            variable.map(found -> found.place().toString()).orElse("")));
        }
        return uses;
    }

    /** The fleet with another value: the first of those like the old one that the files allow. */
    private static Desired with(Session session, String name, Set<String> values) {
        for (String other : others(values)) {
            List<String> given = new ArrayList<>(session.arguments().list(Global.ENV));
            given.add(name + "=" + other);
            try {
                return session.house()
                        .desired(
                                session.with(session.arguments().with(Global.ENV, given)),
                                List.of(),
                                _ -> {});
            } catch (InputException notThisOne) {
                // It was made up: what is wrong with it is nobody's concern.
            }
        }
        throw new OperationException(
                "who consumes "
                        + name
                        + " cannot be told: the files refuse other values that were"
                        + " tried in its place",
                "");
    }

    private static List<String> others(Set<String> values) {
        List<String> others = new ArrayList<>();
        for (String value : values) {
            new Generator(new SecureRandom()).like(value).ifPresent(others::add);
            others.add(neighbour(value));
            others.add(value + "x");
        }
        others.removeAll(values);
        return others;
    }

    /** With another last character of the same kind. */
    private static String neighbour(String value) {
        if (value.isEmpty()) {
            return "1";
        }
        char last = value.charAt(value.length() - 1);
        char other =
                last == '9' || last == 'z' || last == 'Z' ? (char) (last - 1) : (char) (last + 1);
        return value.substring(0, value.length() - 1) + other;
    }

    private static Set<String> changed(Project one, Project other) {
        Set<String> changed = new TreeSet<>();
        for (Service service : one.services().values()) {
            Service that = other.services().get(service.name());
            if (that == null
                    || !one.name().equals(other.name())
                    || !words(one, service).equals(words(other, that))) {
                changed.add(service.name());
            }
        }
        return changed;
    }

    /** All that makes a service's containers what they are. */
    private static List<Object> words(Project project, Service service) {
        List<Object> words = new ArrayList<>();
        words.add(JsonWriter.compact(service.canonical()));
        for (FileGrant grant : service.configs()) {
            words.add(source(project.configs(), grant));
        }
        for (FileGrant grant : service.secrets()) {
            words.add(source(project.secrets(), grant));
        }
        for (String key : service.networks().sequencedKeySet()) {
            Optional.ofNullable(project.networks().get(key))
                    .map(Network::canonical)
                    .map(JsonWriter::compact)
                    .ifPresent(words::add);
        }
        for (Mount mount : service.mounts()) {
            Optional.ofNullable(project.volumes().get(mount.source()))
                    .map(Volume::canonical)
                    .map(JsonWriter::compact)
                    .ifPresent(words::add);
        }
        return words;
    }

    private static ProjectFile.Source source(
            SequencedMap<String, ProjectFile> files, FileGrant grant) {
        return Optional.ofNullable(files.get(grant.source()))
                .map(ProjectFile::source)
                .orElseGet(ProjectFile.None::new);
    }

    boolean any() {
        return uses.stream().anyMatch(one -> !one.services().isEmpty());
    }

    void print(Console console) {
        if (console.json()) {
            console.printLine(JsonWriter.compact(json()));
            return;
        }
        Table table = new Table("DEPLOYMENT", "SERVICES", "VALUE FROM");
        for (Use one : uses) {
            table.row(one.deployment(), String.join(", ", one.services()), one.from());
        }
        console.print(table.text());
        registries.forEach(one -> console.printLine("registry " + one + ": logged in with it"));
    }

    private MapNode json() {
        return Json.object()
                .put("name", Json.of(name))
                .put(
                        "deployments",
                        Json.array(
                                uses.stream()
                                        .map(one ->
                                                Json.object()
                                                        .put(
                                                                "deployment",
                                                                Json.of(one.deployment()))
                                                        .put(
                                                                "services",
                                                                Json.strings(
                                                                        List.copyOf(
                                                                                one.services())))
                                                        .put("from", Json.of(one.from()))
                                                        .build())
                                        .toList()))
                .put("registries", Json.strings(registries))
                .build();
    }
}
