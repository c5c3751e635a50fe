package dev.gantry.build;

import dev.gantry.compose.model.ProjectFile;
import dev.gantry.compose.model.Service;
import dev.gantry.doc.Fields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * An order as a command line of Docker's own build, with BuildKit.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/buildx/build/">docker buildx build</a>
 */
public record CliBuild(BuildOrder order) {
    private static final String OF_SERVICE = "service:";

    /** The words behind {@code docker}. The result is the engine's, whoever the builder is. */
    public List<String> arguments() {
        return arguments(List.of("--load", "--progress", "plain"));
    }

    /** The same, to have the builder look at the Dockerfile and build nothing. */
    public List<String> checking() {
        return arguments(List.of("--check"));
    }

    private List<String> arguments(List<String> outcome) {
        Words words = new Words();
        words.all.addAll(List.of("buildx", "build", "--builder", asked("builder", "default")));
        words.all.addAll(outcome);
        words.each("--tag", order.tags());
        words.each("--file", dockerfile());
        order.arguments().forEach((key, value) -> words.one("--build-arg", key + "=" + value));
        order.labels().forEach((key, value) -> words.one("--label", key + "=" + value));
        words.flag("--no-cache", order.noCache());
        words.flag("--pull", order.pull());
        Fields section = order.section();
        words.some("--target", section.text("target"));
        words.some("--network", section.text("network"));
        words.some("--shm-size", section.text("shm_size"));
        words.some("--provenance", asked("provenance", section.text("provenance")));
        words.some("--sbom", asked("sbom", section.text("sbom")));
        words.some("--platform", String.join(",", order.platforms()));
        words.each("--add-host", order.hosts());
        words.each("--cache-from", section.texts("cache_from"));
        words.each("--cache-to", section.texts("cache_to"));
        words.each("--no-cache-filter", section.texts("no_cache_filter"));
        words.each("--ulimit", ulimits());
        words.each("--allow", entitlements());
        words.each("--ssh", ssh());
        contexts().forEach((name, where) -> words.one("--build-context", name + "=" + where));
        words.each("--secret", secrets());
        words.all.addAll(List.of("--", order.context()));
        return words.all;
    }

    /** The command line wins. */
    private String asked(String option, String otherwise) {
        return order.options().buildKit().getOrDefault(option, otherwise);
    }

    private List<String> dockerfile() {
        if (order.inline().isPresent()) {
            return List.of("-");
        }
        return List.of(
                order.folder().isPresent()
                        ? order.dockerfile().toString()
                        : order.dockerfileName());
    }

    /** What the program reads from its standard input. */
    public String input() {
        return order.inline().orElse("");
    }

    private List<String> ulimits() {
        return order.limits().stream()
                .map(one -> one.name() + "=" + one.soft() + ":" + one.hard())
                .toList();
    }

    private List<String> entitlements() {
        List<String> all = new ArrayList<>(order.section().texts("entitlements"));
        if (order.section().flag("privileged") && !all.contains("security.insecure")) {
            all.add("security.insecure");
        }
        return all;
    }

    /** {@code ID}, or {@code ID=PATH}; canonical form has a colon and a space in its place. */
    private SequencedSet<String> ssh() {
        SequencedSet<String> all = new LinkedHashSet<>();
        order.section().texts("ssh").forEach(one -> all.add(one.replaceFirst(": ?", "=")));
        all.addAll(order.options().ssh());
        return all;
    }

    /** The image of another service stands for its context. */
    private SequencedMap<String, String> contexts() {
        SequencedMap<String, String> contexts = new LinkedHashMap<>();
        order.section()
                .pairs("additional_contexts")
                .forEach((name, where) -> contexts.put(name, context(where)));
        return contexts;
    }

    private String context(String where) {
        if (!where.startsWith(OF_SERVICE)) {
            return where;
        }
        String name = where.substring(OF_SERVICE.length());
        Service other = order.project().services().get(name);
        return "docker-image://" + (other == null ? name : other.image());
    }

    /** A file is named; a value comes in a variable of the process. */
    private List<String> secrets() {
        List<String> all = new ArrayList<>();
        for (Fields grant : order.section().maps("secrets")) {
            String source = grant.text("source");
            String id = grant.has("target") ? grant.text("target") : source;
            switch (source(source)) {
                case ProjectFile.FromFile file -> all.add("id=" + id + ",src=" + file.path());
                case ProjectFile.FromEnvironment _, ProjectFile.FromContent _ ->
                        all.add("id=" + id + ",env=" + variable(source));
                case ProjectFile.None _ -> {}
            }
        }
        return all;
    }

    /** The variables that the process gets for its secrets. */
    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Fields grant : order.section().maps("secrets")) {
            String source = grant.text("source");
            switch (source(source)) {
                case ProjectFile.FromEnvironment given ->
                        variables.put(variable(source), given.value());
                case ProjectFile.FromContent given -> variables.put(variable(source), given.text());
                case ProjectFile.FromFile _, ProjectFile.None _ -> {}
            }
        }
        return variables;
    }

    private ProjectFile.Source source(String secret) {
        ProjectFile found = order.project().secrets().get(secret);
        return found == null ? new ProjectFile.None() : found.source();
    }

    /** Another name for every secret: what a variable's name cannot have is written as a number. */
    private static String variable(String secret) {
        StringBuilder name = new StringBuilder("GANTRY_BUILD_SECRET_");
        for (int at = 0; at < secret.length(); at++) {
            char c = secret.charAt(at);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            name.append(plain ? String.valueOf(c) : "_" + (int) c + "_");
        }
        return name.toString();
    }

    /** Words, as they come. */
    private static final class Words {
        private final List<String> all = new ArrayList<>();

        void one(String option, String value) {
            all.add(option);
            all.add(value);
        }

        void each(String option, Collection<String> values) {
            values.forEach(value -> one(option, value));
        }

        void some(String option, String value) {
            if (!value.isEmpty()) {
                all.add(option + "=" + value);
            }
        }

        void flag(String option, boolean set) {
            if (set) {
                all.add(option);
            }
        }
    }
}
