package dev.gantry.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The phases of loading, in order; {@code docs/loading.md} explains each. */
enum Phase {
    READ,
    INTERPOLATE,
    EXTENDS,
    INCLUDE,
    MERGE,
    VALIDATE,
    CANONICAL_FORM,
    DEFAULTS,
    CHECKS_OF_VALUES,
    RELATIVE_PATHS,
    NORMALIZE,
    TYPES,
    PROFILES,
    CONSISTENCY,
    ENV_FILES,
    SELECTION,
    BIND;

    /** What people call it. */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static List<String> inWords() {
        List<String> words = new ArrayList<>();
        for (Phase phase : values()) {
            words.add(phase.words());
        }
        return List.copyOf(words);
    }
}
