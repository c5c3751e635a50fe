package dev.gantry.server.watchdog;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a service has told of itself. Each part stays until it tells that part anew.
 *
 * @param listed whether it has told its models; {@code models} is empty when it has not, and also
 *     when it said that it has none
 * @param models sorted; Ollama's {@code latest} ones with and without their tag
 * @param warm those that are loaded, sorted
 * @param slots how many requests it works on at the same time; empty: it does not tell
 */
public record Learned(boolean listed, List<String> models, List<String> warm, OptionalInt slots) {
    public static final Learned NOTHING =
            new Learned(false, List.of(), List.of(), OptionalInt.empty());

    public Learned {
        models = models.stream().distinct().sorted().toList();
        warm = warm.stream().distinct().sorted().toList();
    }

    Learned withModels(List<String> told) {
        return new Learned(true, told, warm, slots);
    }

    Learned withWarm(List<String> told) {
        return new Learned(listed, models, told, slots);
    }

    Learned withSlots(OptionalInt told) {
        return new Learned(listed, models, warm, told);
    }
}
