package dev.gantry.secret;

import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The last good answer for each path, sealed, so that a fleet starts when the provider is down. A
 * file per path, named by the digest of what it belongs to, which is also what the seal is bound
 * to: {@code {"fetched": SECONDS, "secrets": {...}}}.
 *
 * @param limit how old an answer may be; zero when none is kept
 */
record LastGood(Path folder, CacheKey key, InstantSource clock, Duration limit) {

    /** What is there for a path. */
    sealed interface Found {

        /** The secrets, and since when they are kept. */
        record Secrets(SequencedMap<String, String> secrets, Duration age) implements Found {

            /** Without the values. */
            @Override
            public String toString() {
                return "Secrets" + secrets.keySet();
            }
        }

        /**
         * Nothing that counts.
         *
         * @param why in words
         */
        record Nothing(String why) implements Found {}
    }

    /** The cache of a user's Gantry. */
    static LastGood of(Surroundings surroundings, Duration limit) {
        return new LastGood(
                surroundings.state().resolve("secrets"),
                new CacheKey(surroundings.configuration()),
                surroundings.clock(),
                limit);
    }

    /**
     * Keeps an answer in the place of the one before; where none is to be kept, forgets that one.
     *
     * @param belonging what it belongs to, in lines; no secret
     * @return why it could not be kept, in words, or nothing
     */
    Optional<String> keep(String belonging, SequencedMap<String, String> secrets) {
        try {
            if (limit.isZero()) {
                Files.deleteIfExists(folder.resolve(name(belonging)));
                return Optional.empty();
            }
            String json =
                    JsonWriter.compact(
                            Json.object()
                                    .put("fetched", Json.of(clock.instant().getEpochSecond()))
                                    .put("secrets", Json.strings(secrets))
                                    .build());
            byte[] sealed = key.sealOrNew(new SecureRandom()).close(bytes(json), bytes(belonging));
            new OwnFiles(folder).write(name(belonging), sealed);
            return Optional.empty();
        } catch (IOException failed) {
            return Optional.of(FileWords.of(failed));
        }
    }

    /** What is kept for a path. */
    Found find(String belonging) {
        if (limit.isZero()) {
            return new Found.Nothing("cache: never keeps nothing");
        }
        try {
            byte[] sealed = Files.readAllBytes(folder.resolve(name(belonging)));
            return key.seal(new SecureRandom())
                    .flatMap(seal -> seal.open(sealed, bytes(belonging)))
                    .flatMap(json ->
                            InfisicalComplaint.object(new String(json, StandardCharsets.UTF_8)))
                    .map(this::young)
                    .orElse(
                            new Found.Nothing(
                                    "what is kept of an earlier run does not open with "
                                            + key.file()
                                            + ": it was changed, or sealed with another key"));
        } catch (NoSuchFileException _) {
            return new Found.Nothing("nothing is kept of an earlier run");
        } catch (IOException failed) {
            return new Found.Nothing(
                    "what is kept of an earlier run cannot be read: " + FileWords.of(failed));
        }
    }

    private Found young(Fields kept) {
        Duration age =
                Duration.between(Instant.ofEpochSecond(kept.number("fetched")), clock.instant());
        return age.compareTo(limit) > 0
                ? new Found.Nothing(
                        "what is kept of an earlier run is "
                                + Spans.words(age)
                                + " old, and cache allows "
                                + Spans.words(limit))
                : new Found.Secrets(kept.pairs("secrets"), age.isNegative() ? Duration.ZERO : age);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String name(String belonging) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(bytes(belonging)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
