package dev.gantry.server.registry;

import dev.gantry.diag.DidYouMean;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who may ask. The key itself is known to its owner alone; the registry has its hash.
 *
 * @param id unique, as in {@code k7f3a9c2}; no secret
 * @param name what a person calls it; unique
 * @param models the ones that it may use; empty: all
 * @param lanes the ones that it may use, its own one first; empty: all
 * @param requestsPerMinute empty: no limit
 * @param tokensPerMinute of prompts and answers together; empty: no limit
 */
public record ApiKey(
        String id,
        String name,
        Role role,
        boolean disabled,
        List<String> models,
        List<String> lanes,
        OptionalInt requestsPerMinute,
        OptionalInt tokensPerMinute,
        Instant created) {
    public ApiKey {
        models = List.copyOf(models);
        lanes = List.copyOf(lanes);
    }

    /** What a key is good for. */
    public enum Role {
        /** Inference. */
        USER,
        /** Inference, the registry, and the dashboard. */
        ADMIN;

        /** As the API and the command line call it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Empty when there is none of that name. */
        public static Optional<Role> parse(String word) {
            return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
        }

        /** What to say about a word that is none. */
        public static String hint(String word) {
            return DidYouMean.hint(word, Arrays.stream(values()).map(Role::word).toList());
        }
    }
}
