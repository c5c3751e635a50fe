package dev.gantry.compose;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.diag.Problems;
import dev.gantry.doc.ScalarNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a request comes to: which files, seen from which directory, with which variables. The order
 * in which environment, env files, {@code COMPOSE_FILE} and default names are asked is Docker
 * Compose's.
 *
 * @param directory the project directory; absolute
 * @param files absolute
 * @param named where the files are named
 * @param environment the caller's variables and those of the env files, the caller's winning
 * @param places of the variables that env files give
 */
record ProjectInput(
        String directory,
        List<String> files,
        Location named,
        List<String> envFiles,
        Map<String, String> environment,
        Map<String, Location> places,
        List<String> profiles) {
    static final Location ARGUMENTS = Location.of("the arguments");
    private static final List<String> NAMES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");
    private static final List<String> OVERRIDES =
            List.of(
                    "compose.override.yml",
                    "compose.override.yaml",
                    "docker-compose.override.yml",
                    "docker-compose.override.yaml");

    static ProjectInput of(LoadRequest request, Problems problems) {
        String here = PathText.clean(request.directory().toString());
        Map<String, String> environment = new LinkedHashMap<>(request.environment());
        environment.putIfAbsent("PWD", here);
        Map<String, Location> places = new HashMap<>();
        String directory =
                request.projectDirectory().isEmpty()
                        ? ""
                        : PathText.resolve(here, request.projectDirectory());
        List<String> files = resolved(request.files(), here, request.named(), problems);
        List<String> envFiles = envFiles(request, here, firstDirectory(directory, files, here));
        Location envFilesNamed = envFilesNamed(request);
        addAll(EnvFiles.read(envFiles, environment, envFilesNamed, problems), environment, places);
        Location named = request.named();
        if (files.isEmpty()) {
            String start = firstDirectory(directory, files, here);
            named = filesNamed(environment, places, start);
            files = filesOf(environment, here, start, named, problems);
        }
        String project = firstDirectory(directory, files, here);
        List<String> more = envFiles(request, here, project);
        if (!more.equals(envFiles)) {
            addAll(EnvFiles.read(more, environment, envFilesNamed, problems), environment, places);
        }
        problems.throwIfErrors();
        return new ProjectInput(
                project, files, named, more, environment, places, profiles(request, environment));
    }

    /** Where the variable is written, or the environment of the caller. */
    static Location place(String variable, Map<String, Location> places) {
        Location written = places.get(variable);
        return written == null ? Location.of(variable + " in the environment") : written;
    }

    /** Whether env files were asked for, and not only found beside the Compose file. */
    static boolean namesEnvFiles(LoadRequest request) {
        return !request.envFiles().isEmpty()
                || !request.environment().getOrDefault("COMPOSE_ENV_FILES", "").isEmpty();
    }

    private static Location envFilesNamed(LoadRequest request) {
        return request.envFiles().isEmpty() ? place("COMPOSE_ENV_FILES", Map.of()) : ARGUMENTS;
    }

    private static Location filesNamed(
            Map<String, String> environment, Map<String, Location> places, String start) {
        return environment.getOrDefault("COMPOSE_FILE", "").isEmpty()
                ? Location.of(start)
                : place("COMPOSE_FILE", places);
    }

    private static String firstDirectory(String directory, List<String> files, String here) {
        if (!directory.isEmpty()) {
            return directory;
        }
        return files.stream()
                .filter(LoadRequest::isPath)
                .findFirst()
                .map(PathText::parent)
                .orElse(here);
    }

    /** Standard input is one file, however often it is named. */
    private static List<String> resolved(
            List<String> named, String here, Location at, Problems problems) {
        List<String> files = new ArrayList<>();
        for (String file : named) {
            Addresses.refused(file, at, problems);
            String resolved = LoadRequest.isPath(file) ? PathText.resolve(here, file) : file;
            if (LoadRequest.isPath(file) || !files.contains(file)) {
                files.add(resolved);
            }
        }
        return files;
    }

    private static List<String> envFiles(LoadRequest request, String here, String directory) {
        List<String> named = request.envFiles();
        String fromCaller = request.environment().getOrDefault("COMPOSE_ENV_FILES", "");
        if (named.isEmpty() && !fromCaller.isEmpty()) {
            named = List.of(fromCaller.split(","));
        }
        if (!named.isEmpty()) {
            return named.stream().map(file -> PathText.resolve(here, file)).toList();
        }
        if (isTrue(request.environment().getOrDefault("COMPOSE_DISABLE_ENV_FILE", "0"))) {
            return List.of();
        }
        String usual = PathText.join(directory, ".env");
        return Files.exists(PathText.file(usual)) && !Files.isDirectory(PathText.file(usual))
                ? List.of(usual)
                : List.of();
    }

    private static boolean isTrue(String text) {
        return switch (text) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default ->
                    throw new InputException(
                            List.of(
                                    Problem.error(
                                            place("COMPOSE_DISABLE_ENV_FILE", Map.of()),
                                            "\"" + text + "\" is not a boolean",
                                            "use 0 or 1")));
        };
    }

    private static void addAll(
            Map<String, ScalarNode> read,
            Map<String, String> environment,
            Map<String, Location> places) {
        read.forEach((name, value) -> {
            if (environment.putIfAbsent(name, value.text()) == null) {
                places.put(name, value.location());
            }
        });
    }

    private static List<String> filesOf(
            Map<String, String> environment,
            String here,
            String directory,
            Location at,
            Problems problems) {
        String named = environment.get("COMPOSE_FILE");
        if (named != null && !named.isEmpty()) {
            String separator = environment.getOrDefault("COMPOSE_PATH_SEPARATOR", "");
            List<String> parts = split(named, separator.isEmpty() ? ":" : separator);
            return resolved(parts, here, at, problems);
        }
        return found(directory, problems);
    }

    private static List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static List<String> found(String start, Problems problems) {
        for (String directory = start; ; directory = PathText.parent(directory)) {
            List<String> main = existing(NAMES, directory);
            if (!main.isEmpty()) {
                List<String> files = new ArrayList<>(List.of(chosen(main, "config", problems)));
                List<String> overrides = existing(OVERRIDES, directory);
                if (!overrides.isEmpty()) {
                    files.add(chosen(overrides, "override", problems));
                }
                return files;
            }
            if (directory.equals("/")) {
                throw new InputException(
                        List.of(
                                Problem.error(
                                        Location.of(start),
                                        "no configuration file provided: not found",
                                        "name one with -f, or create compose.yaml or gantry.yaml")));
            }
        }
    }

    private static List<String> existing(List<String> names, String directory) {
        return names.stream()
                .map(name -> PathText.join(directory, name))
                .filter(path -> Files.exists(PathText.file(path)))
                .toList();
    }

    private static String chosen(List<String> files, String kind, Problems problems) {
        String first = files.getFirst();
        if (files.size() > 1) {
            Location folder = Location.of(PathText.parent(first));
            problems.warning(
                    folder,
                    "Found multiple "
                            + kind
                            + " files with supported names: "
                            + String.join(", ", files),
                    "");
            problems.warning(folder, "Using " + first, "");
        }
        return first;
    }

    private static List<String> profiles(LoadRequest request, Map<String, String> environment) {
        if (!request.profiles().isEmpty()) {
            return List.copyOf(request.profiles());
        }
        List<String> profiles = new ArrayList<>();
        for (String profile : environment.getOrDefault("COMPOSE_PROFILES", "").split(",")) {
            profiles.add(profile.strip());
        }
        return profiles;
    }

    /** The variables by name. */
    TreeMap<String, String> sortedEnvironment() {
        return new TreeMap<>(environment);
    }
}
