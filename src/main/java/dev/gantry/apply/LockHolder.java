package dev.gantry.apply;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Who holds a lock: one run of the program.
 *
 * @param token like no other run's
 * @param person {@code user@host}, for people
 * @param machine where process numbers mean the same, as far as that can be told
 * @param boot like no other since that machine was started
 * @param process its number on that machine
 */
public record LockHolder(
        String token, String person, String machine, String boot, long process, Instant since) {
    private static final String PREFIX = "dev.gantry.lock.";

    /** As labels of the lock. */
    SequencedMap<String, String> labels() {
        SequencedMap<String, String> labels = new LinkedHashMap<>();
        labels.put(PREFIX + "token", token);
        labels.put(PREFIX + "person", person);
        labels.put(PREFIX + "machine", machine);
        labels.put(PREFIX + "boot", boot);
        labels.put(PREFIX + "process", Long.toString(process));
        labels.put(PREFIX + "since", since.toString());
        return labels;
    }

    /** From labels; what is missing or no such value is empty, 0, or long ago. */
    static LockHolder of(Map<String, String> labels) {
        return new LockHolder(
                labels.getOrDefault(PREFIX + "token", ""),
                labels.getOrDefault(PREFIX + "person", ""),
                labels.getOrDefault(PREFIX + "machine", ""),
                labels.getOrDefault(PREFIX + "boot", ""),
                number(labels.getOrDefault(PREFIX + "process", "")),
                instant(labels.getOrDefault(PREFIX + "since", "")));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }

    /** Such as {@code ada@laptop (process 4711)}. */
    public String words() {
        return (person.isEmpty() ? "somebody" : person) + " (process " + process + ")";
    }
}
