package dev.gantry.fleet;

import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.ScalarNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Puts environments together. */
final class EnvironmentReader {
    private final Fleet fleet;
    private final FleetInputs inputs;
    private final Problems problems;

    EnvironmentReader(Fleet fleet, FleetInputs inputs, Problems problems) {
        this.fleet = fleet;
        this.inputs = inputs;
        this.problems = problems;
    }

    Environment read(Stack stack, Host host) {
        Layers layers = new Layers();
        projectFiles(stack).forEach(file -> layers.file(file, Environment.Origin.PROJECT_FILE));
        fleet.envFiles().forEach(file -> layers.file(file, Environment.Origin.FLEET_FILE));
        host.envFiles().forEach(file -> layers.file(file, Environment.Origin.HOST_FILE));
        layers.put(host.environment(), Environment.Origin.HOST);
        stack.envFiles().forEach(one -> layers.file(one, Environment.Origin.STACK_FILE));
        layers.put(stack.environment(), Environment.Origin.STACK);
        inputs.secrets().secretsOf(stack, problems).forEach(layers::secret);
        layers.given(inputs.environment(), Environment.Origin.PROCESS, "the environment");
        layers.given(inputs.arguments(), Environment.Origin.ARGUMENT, "--env");
        return new Environment(layers.variables);
    }

    /** What is the same for every deployment; of secrets, those of all stacks. */
    Environment ofFleet() {
        Layers layers = new Layers();
        fleet.envFiles().forEach(file -> layers.file(file, Environment.Origin.FLEET_FILE));
        Map<String, Stack> byPath = new LinkedHashMap<>();
        fleet.stacks().values().forEach(stack -> byPath.putIfAbsent(stack.secretsPath(), stack));
        inputs.secrets().expect(byPath.values());
        SequencedMap<String, Secret> secrets = new LinkedHashMap<>();
        byPath.values()
                .forEach(stack ->
                        inputs.secrets().secretsOf(stack, problems).forEach(secrets::putIfAbsent));
        secrets.forEach(layers::secret);
        layers.given(inputs.environment(), Environment.Origin.PROCESS, "the environment");
        layers.given(inputs.arguments(), Environment.Origin.ARGUMENT, "--env");
        return new Environment(layers.variables);
    }

    /** The files that Docker Compose would read by itself. */
    private List<EnvFile> projectFiles(Stack stack) {
        List<String> given = inputs.request().envFiles();
        if (!given.isEmpty()) {
            return given.stream()
                    .map(one -> inputs.request().directory().resolve(one).toString())
                    .map(one -> new EnvFile(one, true, Location.of("the arguments")))
                    .toList();
        }
        String written = inputs.request().projectDirectory();
        Path directory = fleet.directory();
        if (!written.isEmpty()) {
            directory = inputs.request().directory().resolve(written);
        } else if (!stack.compose().isEmpty()) {
            Path first = directory.resolve(stack.compose().getFirst().file()).getParent();
            directory = first == null ? directory : first;
        }
        String file = directory.resolve(".env").toString();
        return List.of(new EnvFile(file, false, Location.of(file)));
    }

    private final class Layers {
        private final SequencedMap<String, Environment.Variable> variables = new LinkedHashMap<>();

        void put(Map<String, ScalarNode> values, Environment.Origin origin) {
            values.forEach((name, value) ->
                    variables.put(
                            name,
                            new Environment.Variable(value.text(), origin, value.location())));
        }

        void given(Map<String, String> values, Environment.Origin origin, String source) {
            Location place = Location.of(source);
            values.forEach((name, value) ->
                    variables.put(name, new Environment.Variable(value, origin, place)));
        }

        void secret(String name, Secret secret) {
            variables.put(
                    name,
                    new Environment.Variable(
                            secret.value(),
                            Environment.Origin.SECRETS,
                            Location.of(secret.provider())));
        }

        void file(EnvFile file, Environment.Origin origin) {
            Path path = fleet.directory().resolve(file.path());
            if (!file.required() && !Files.isRegularFile(path)) {
                return;
            }
            Map<String, String> known = new LinkedHashMap<>();
            variables.forEach((name, variable) -> known.put(name, variable.value()));
            known.putAll(inputs.environment());
            VariableFile variables = new VariableFile(path, file.path(), file.location());
            put(variables.variables(known, problems), origin);
        }
    }
}
