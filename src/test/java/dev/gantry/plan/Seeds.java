package dev.gantry.plan;

import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * What is tried on random fleets: as many as {@code GANTRY_FLEETS} says, from seed {@code
 * GANTRY_SEED} on.
 */
public final class Seeds {
    private static final String USUAL = "300";

    private Seeds() {}

    /** Tries the property with every seed, and fails with the seed that breaks it. */
    public static void all(String what, LongConsumer property) {
        all(what, 1, property);
    }

    /**
     * The same with fewer seeds.
     *
     * @param cost how many of the usual ones one seed takes the time of
     */
    public static void all(String what, int cost, LongConsumer property) {
        long first = Long.parseLong(System.getenv().getOrDefault("GANTRY_SEED", "0"));
        long asked = Long.parseLong(System.getenv().getOrDefault("GANTRY_FLEETS", USUAL));
        long count = Math.max(1, asked / cost);
        LongStream.range(first, first + count)
                .parallel()
                .mapToObj(seed -> failure(seed, property))
                .flatMap(Optional::stream)
                .findAny()
                .ifPresent(failure -> {
                    throw failure;
                });
        System.out.println(
                what + ": holds for seeds " + first + " to " + (first + count - 1) + ".");
    }

    private static Optional<AssertionError> failure(long seed, LongConsumer property) {
        try {
            property.accept(seed);
            return Optional.empty();
        } catch (RuntimeException | AssertionError broken) {
            return Optional.of(
                    new AssertionError(
                            "seed " + seed + " (again: ./dev properties 1 " + seed + "): " + broken,
                            broken));
        }
    }
}
