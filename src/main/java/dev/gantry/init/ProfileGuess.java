package dev.gantry.init;

import dev.gantry.compose.VariableUse;
import dev.gantry.fleet.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * When a profile is on.
 *
 * @param reason why, for a comment
 * @param on false: proposed as a comment
 */
record ProfileGuess(String profile, Condition when, String reason, boolean on) {

    /** Those of all services of the stack, in the order of the files. */
    static List<ProfileGuess> of(Draft draft) {
        SequencedMap<String, List<ServiceSketch>> gated = new LinkedHashMap<>();
        for (List<ServiceSketch> sketches : draft.services().values()) {
            for (ServiceSketch one : sketches) {
                one.profiles()
                        .forEach(profile ->
                                gated.computeIfAbsent(profile, _ -> new ArrayList<>()).add(one));
            }
        }
        Set<Gpu> served = new LinkedHashSet<>();
        gated.forEach((profile, services) -> gpu(profile, services).ifPresent(served::add));
        List<ProfileGuess> guesses = new ArrayList<>();
        gated.forEach((profile, services) -> guesses.add(guess(profile, services, served)));
        return guesses;
    }

    private static ProfileGuess guess(
            String profile, List<ServiceSketch> services, Set<Gpu> served) {
        String gates = "it gates " + names(services);
        Optional<Gpu> gpu = gpu(profile, services);
        if (gpu.isPresent()) {
            return new ProfileGuess(profile, Gpu.when(hosts(gpu.get(), served)), gates, true);
        }
        List<String> keys = keys(services);
        if (!keys.isEmpty()) {
            Condition when = new Condition(new LinkedHashMap<>(), keys);
            return new ProfileGuess(profile, when, gates + ", of no use without its key", true);
        }
        String open = gates + "; only you know where it is wanted";
        return new ProfileGuess(profile, Family.ALWAYS, open, false);
    }

    /** The variant for no GPU serves those hosts too whose GPU no variant is for. */
    private static List<Gpu> hosts(Gpu gpu, Set<Gpu> served) {
        List<Gpu> hosts = new ArrayList<>(List.of(gpu));
        for (Gpu other : Gpu.values()) {
            if (gpu == Gpu.NONE && !served.contains(other)) {
                hosts.add(other);
            }
        }
        return hosts;
    }

    /** By what the services ask of the engine; the name decides where it names a maker, or cpu. */
    private static Optional<Gpu> gpu(String profile, List<ServiceSketch> services) {
        Optional<Gpu> said = Gpu.ofWords(profile);
        Optional<Gpu> asked =
                services.stream().flatMap(one -> Gpu.of(one.fields()).stream()).findFirst();
        return said.isPresent() && said.get() == Gpu.NVIDIA ? asked.or(() -> said) : said;
    }

    private static String names(List<ServiceSketch> services) {
        Set<String> names = new LinkedHashSet<>();
        services.forEach(one -> names.add(one.name()));
        return String.join(", ", names);
    }

    /** The keys of outside services that those need which this profile alone gates. */
    private static List<String> keys(List<ServiceSketch> services) {
        Set<String> keys = new LinkedHashSet<>();
        for (ServiceSketch one : services) {
            if (one.profiles().size() == 1) {
                one.variables().stream()
                        .filter(VariableUse::isBlankWithout)
                        .map(VariableUse::name)
                        .filter(SecretName::isOfOutside)
                        .forEach(keys::add);
            }
        }
        return List.copyOf(keys);
    }
}
