package dev.gantry.init;

import dev.gantry.doc.Fields;
import dev.gantry.fleet.Condition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** The values of the label {@code gpu}, and what in names and services speaks of which. */
enum Gpu {
    NONE,
    NVIDIA,
    AMD;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private Set<String> words() {
        return switch (this) {
            case NONE -> Set.of("cpu");
            case NVIDIA -> Set.of("nvidia", "cuda", "gpu");
            case AMD -> Set.of("amd", "rocm", "directml", "hip");
        };
    }

    /** {@code {gpu: …}}. */
    static Condition when(List<Gpu> any) {
        SequencedMap<String, List<String>> labels = new LinkedHashMap<>();
        labels.put("gpu", any.stream().map(Gpu::label).toList());
        return new Condition(labels, List.of());
    }

    /** What the words of a name say; {@code gpu} alone is NVIDIA's, as in most files. */
    static Optional<Gpu> ofWords(String name) {
        List<String> said = List.of(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"));
        for (Gpu one : List.of(AMD, NVIDIA, NONE)) {
            if (said.stream().anyMatch(one.words()::contains)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** What a service asks of its engine. */
    static Optional<Gpu> of(Fields service) {
        List<Fields> devices =
                service.map("deploy").map("resources").map("reservations").maps("devices");
        boolean amd =
                service.texts("devices").stream().anyMatch(one -> one.startsWith("/dev/kfd"))
                        || service.text("image").contains("rocm")
                        || devices.stream().anyMatch(one -> one.text("driver").equals("amd"));
        if (amd) {
            return Optional.of(AMD);
        }
        boolean nvidia =
                service.text("runtime").equals("nvidia")
                        || service.has("gpus")
                        || devices.stream()
                                .anyMatch(one ->
                                        one.text("driver").equals("nvidia")
                                                || one.texts("capabilities").contains("gpu"));
        return nvidia ? Optional.of(NVIDIA) : Optional.empty();
    }
}
