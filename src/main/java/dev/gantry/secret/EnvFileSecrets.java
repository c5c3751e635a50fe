package dev.gantry.secret;

import dev.gantry.diag.Problems;
import dev.gantry.doc.Fields;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import dev.gantry.fleet.Secret;
import dev.gantry.fleet.SecretProvider;
import dev.gantry.fleet.SecretSource;
import dev.gantry.fleet.Stack;
import dev.gantry.fleet.VariableFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Secrets from a file of {@code NAME=value} lines: {@code env_file: .env} or {@code env_file:
 * {path: .env, required: false}}. The stack's path means nothing to a file.
 */
final class EnvFileSecrets implements SecretSource {
    private final Path directory;
    private final SecretProvider provider;

    /**
     * @param directory where relative paths start
     */
    EnvFileSecrets(Path directory, SecretProvider provider) {
        this.directory = directory;
        this.provider = provider;
    }

    @Override
    public SequencedMap<String, Secret> secretsOf(Stack stack, Problems problems) {
        SequencedMap<String, Secret> secrets = new LinkedHashMap<>();
        String written = written(provider.settings());
        if (written.isEmpty()) {
            problems.error(
                    provider.settings().location(),
                    "the env_file of secrets has no path",
                    "env_file: .env, or env_file: {path: .env, required: false}");
            return secrets;
        }
        Path path = directory.resolve(written);
        if (isRequired(provider.settings()) || Files.isRegularFile(path)) {
            new VariableFile(path, written, provider.location())
                    .variables(Map.of(), problems)
                    .forEach((name, value) ->
                            secrets.put(name, new Secret(value.text(), "env_file " + written)));
        }
        return secrets;
    }

    private static String written(Node settings) {
        return settings instanceof MapNode map
                ? Fields.of(map).text("path")
                : settings instanceof ScalarNode scalar && !scalar.isNull() ? scalar.text() : "";
    }

    private static boolean isRequired(Node settings) {
        return !(settings instanceof MapNode map
                && Fields.of(map).has("required")
                && !Fields.of(map).flag("required"));
    }
}
