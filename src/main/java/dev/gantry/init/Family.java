package dev.gantry.init;

import dev.gantry.compose.VariableUse;
import dev.gantry.fleet.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A Compose file and the overlays of it that stand beside it.
 *
 * @param base the file that the others are merged on
 */
record Family(SourceFile base, List<Member> overlays) {
    /** That always applies. */
    static final Condition ALWAYS = new Condition(new LinkedHashMap<>(), List.of());

    /** In the order in which Docker Compose looks for them. */
    private static final List<String> USUAL =
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

    private static final List<String> OVERRIDES =
            List.of(
                    "compose.override.yml", "compose.override.yaml",
                    "docker-compose.override.yml", "docker-compose.override.yaml");

    /** Words that name a stage or a purpose, which only a person can choose. */
    private static final Set<String> STAGES =
            Set.of(
                    "ci",
                    "test",
                    "tests",
                    "dev",
                    "devel",
                    "development",
                    "prod",
                    "production",
                    "staging",
                    "debug",
                    "local",
                    "example",
                    "sample",
                    "build",
                    "demo",
                    "private",
                    "public",
                    "windows",
                    "wsl",
                    "macos",
                    "mac");

    /**
     * One overlay.
     *
     * @param when where it applies
     * @param reason why it is an overlay, or why it is off
     * @param on false: proposed as a comment
     */
    record Member(SourceFile file, Condition when, String reason, boolean on) {}

    static boolean isUsualName(String name) {
        return USUAL.contains(name);
    }

    static boolean isOverrideName(String name) {
        return OVERRIDES.contains(name);
    }

    /** The file that {@code docker compose} without {@code -f} reads first. */
    static Optional<SourceFile> usual(List<SourceFile> files) {
        return USUAL.stream()
                .flatMap(
                        name -> files.stream().filter(file -> Paths.name(file.path()).equals(name)))
                .findFirst();
    }

    /**
     * Whether a file beside it has to do with {@code base}: it is named after it, changes its
     * services, depends on them, or defines all of them again.
     */
    static boolean concerns(SourceFile file, SourceFile base) {
        return isNamedAfter(file, base)
                || changes(file, base)
                || dependsOn(file, base)
                || isAlternative(file, base);
    }

    /** Only a part of a service is no service of its own. */
    private static boolean changes(SourceFile file, SourceFile base) {
        return file.services().stream()
                .anyMatch(one -> !one.isComplete() && base.defines(List.of(one.name())));
    }

    /** A whole of its own for the same, as for another stage. */
    private static boolean isAlternative(SourceFile file, SourceFile base) {
        Set<String> common = common(file, base);
        return !common.isEmpty()
                && !changes(file, base)
                && (common.size() == base.services().size() || stage(file.stem()).isPresent());
    }

    private static Set<String> common(SourceFile file, SourceFile base) {
        Set<String> common = new LinkedHashSet<>(file.serviceNames());
        common.retainAll(base.serviceNames());
        return common;
    }

    /** {@code docker-compose.gpu} beside {@code docker-compose}. */
    static boolean isNamedAfter(SourceFile file, SourceFile base) {
        return file.stem().startsWith(base.stem() + ".");
    }

    /** Whether it leaves something to another file, all of which {@code base} has. */
    private static boolean dependsOn(SourceFile file, SourceFile base) {
        Set<String> missing = file.missing();
        return !missing.isEmpty() && base.offers().containsAll(missing);
    }

    /**
     * The overlay that {@code file} is, with its guessed condition.
     *
     * @param offered what the files before it have, in the words of {@link SourceFile#offers}
     */
    static Member member(SourceFile file, SourceFile base, Set<String> offered) {
        if (isOverrideName(Paths.name(file.path()))) {
            return new Member(
                    file, ALWAYS, "Docker Compose reads it with the file before it", true);
        }
        String stem = file.stem();
        String own = isNamedAfter(file, base) ? stem.substring(base.stem().length()) : stem;
        Optional<String> off = whyOff(file, base, own, offered);
        if (off.isPresent()) {
            return new Member(file, ALWAYS, off.get(), false);
        }
        List<String> required = required(file, base);
        Optional<Gpu> gpu = gpu(file, own);
        Condition when =
                new Condition(
                        gpu.map(one -> Gpu.when(List.of(one)).labels())
                                .orElse(new LinkedHashMap<>()),
                        required);
        return new Member(file, when, reason(file, base, gpu.isPresent(), required), true);
    }

    /** What only a person can decide, or what could not be loaded. */
    private static Optional<String> whyOff(
            SourceFile file, SourceFile base, String own, Set<String> offered) {
        Set<String> missing =
                base.document().has("include") ? new LinkedHashSet<>() : file.missing();
        missing.removeAll(offered);
        if (!missing.isEmpty()) {
            return Optional.of("no file before it has " + String.join(", ", missing));
        }
        Optional<String> stage = stage(own);
        if (stage.isPresent()) {
            return stage.map(
                    word -> "by its name it is for \"" + word + "\": take it in where that is so");
        }
        return !isNamedAfter(file, base) && isAlternative(file, base)
                ? Optional.of("defines the same services again, in place of the file before it")
                : Optional.empty();
    }

    private static Optional<String> stage(String name) {
        return Stream.of(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .filter(STAGES::contains)
                .findFirst();
    }

    private static Optional<Gpu> gpu(SourceFile file, String own) {
        Optional<Gpu> asked =
                file.services().stream().flatMap(one -> Gpu.of(one.fields()).stream()).findFirst();
        Optional<Gpu> said = Gpu.ofWords(own);
        return said.isPresent() && (said.get() != Gpu.NVIDIA || asked.isEmpty()) ? said : asked;
    }

    /** The variables that the overlay, and not its base, cannot do without. */
    private static List<String> required(SourceFile file, SourceFile base) {
        Set<String> names = new LinkedHashSet<>();
        for (ServiceSketch service : file.services()) {
            service.variables().stream()
                    .filter(VariableUse::isRequired)
                    .forEach(use -> names.add(use.name()));
            service.neverBlank().stream()
                    .filter(VariableUse::hasNoDefault)
                    .forEach(use -> names.add(use.name()));
        }
        base.services()
                .forEach(service -> service.variables().forEach(use -> names.remove(use.name())));
        return List.copyOf(names);
    }

    private static String reason(
            SourceFile file, SourceFile base, boolean gpu, List<String> required) {
        List<String> words = new ArrayList<>();
        Set<String> changed = common(file, base);
        Set<String> added = new LinkedHashSet<>(file.serviceNames());
        added.removeAll(base.serviceNames());
        if (!changed.isEmpty()) {
            words.add("changes " + String.join(", ", changed));
        }
        if (!added.isEmpty()) {
            words.add("adds " + String.join(", ", added));
        }
        if (gpu) {
            words.add("is for one kind of GPU");
        }
        if (!required.isEmpty()) {
            words.add("needs " + String.join(", ", required) + " to have a value");
        }
        return String.join("; ", words);
    }
}
