package dev.gantry.compose;

import dev.gantry.compose.ConfigOptions.Format;
import dev.gantry.compose.ConfigOptions.What;
import dev.gantry.diag.UsageException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the arguments of {@code docker compose … config …}. */
final class ConfigArguments {
    private static final Set<String> SWITCHES =
            Set.of(
                    "--no-interpolate --no-normalize --no-path-resolution --no-consistency --no-env-resolution --all-resources --compatibility -q --quiet --explain"
                            .split(" "));

    private final List<String> files = new ArrayList<>();
    private final List<String> envFiles = new ArrayList<>();
    private final Set<String> profiles = new LinkedHashSet<>();
    private final List<String> services = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private final Set<String> switches = new HashSet<>();
    private String projectDirectory = "";
    private String projectName = "";
    private Format format = Format.USUAL;
    private String hash = "";
    private What what = What.MODEL;

    private ConfigArguments() {}

    public static ConfigArguments parse(List<String> words) {
        ConfigArguments arguments = new ConfigArguments();
        Deque<String> rest = new ArrayDeque<>(words);
        boolean command = false;
        while (!rest.isEmpty()) {
            String word = rest.pop();
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            if (equals > 0) {
                rest.push(word.substring(equals + 1));
                word = word.substring(0, equals);
            }
            if (word.startsWith("-")) {
                arguments.flag(word, rest);
            } else if (command) {
                (Explaining.isPath(word) ? arguments.paths : arguments.services).add(word);
            } else {
                command = true;
            }
        }
        return arguments;
    }

    private void flag(String word, Deque<String> rest) {
        switch (word) {
            case "-f", "--file" -> files.add(rest.pop());
            case "--env-file" -> envFiles.add(rest.pop());
            case "--profile" -> profiles.add(rest.pop());
            case "--project-directory" -> projectDirectory = rest.pop();
            case "-p", "--project-name" -> projectName = rest.pop();
            case "--format" -> format = format(rest.pop());
            case "--hash" -> {
                hash = rest.pop();
                what = What.HASH;
            }
            case "--services" -> what = What.SERVICES;
            case "--volumes" -> what = What.VOLUMES;
            case "--networks" -> what = What.NETWORKS;
            case "--models" -> what = What.MODELS;
            case "--profiles" -> what = What.PROFILES;
            case "--images" -> what = What.IMAGES;
            case "--variables" -> what = What.VARIABLES;
            case "--environment" -> what = What.ENVIRONMENT;
            default -> {
                if (!SWITCHES.contains(word)) {
                    throw new UsageException("unknown flag: " + word, "");
                }
                switches.add(word);
            }
        }
    }

    private static Format format(String name) {
        return switch (name) {
            case "yaml" -> Format.YAML;
            case "json" -> Format.JSON;
            default ->
                    throw new UsageException(
                            "unsupported format \"" + name + "\"", "use yaml or json");
        };
    }

    public LoadRequest request(Path directory, Map<String, String> environment) {
        LoadOptions options =
                new LoadOptions(
                        !switches.contains("--no-interpolate"),
                        !switches.contains("--no-normalize"),
                        !switches.contains("--no-path-resolution"),
                        !switches.contains("--no-consistency"),
                        switches.contains("--no-env-resolution")
                                ? LoadOptions.EnvFilesOf.ACTIVE
                                : LoadOptions.EnvFilesOf.ALL,
                        switches.contains("--all-resources"),
                        switches.contains("--compatibility"));
        return new LoadRequest(
                        directory,
                        files,
                        projectDirectory,
                        projectName,
                        profiles,
                        envFiles,
                        environment,
                        services)
                .with(options);
    }

    boolean explain() {
        return switches.contains("--explain");
    }

    List<String> paths() {
        return paths;
    }

    public ConfigOptions options() {
        boolean quiet = switches.contains("-q") || switches.contains("--quiet");
        return new ConfigOptions(quiet ? What.NOTHING : what, format, hash);
    }
}
