package dev.gantry.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** One line of the notation: bare words and {@code key=value} pairs. */
record Words(boolean indented, List<String> bare, SequencedMap<String, String> pairs) {

    static Words of(String line) {
        List<String> bare = new ArrayList<>();
        SequencedMap<String, String> pairs = new LinkedHashMap<>();
        for (String word : line.strip().split(" +")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                pairs.put(word.substring(0, equals), word.substring(equals + 1));
            } else {
                bare.add(word);
            }
        }
        return new Words(line.startsWith(" "), bare, pairs);
    }

    static List<Words> lines(String text) {
        return text.lines().filter(line -> !line.isBlank()).map(Words::of).toList();
    }

    String word(int index) {
        return index < bare.size() ? bare.get(index) : "";
    }

    boolean has(String word) {
        return bare.contains(word);
    }

    String text(String key, String absent) {
        return pairs.getOrDefault(key, absent);
    }

    List<String> list(String key) {
        String text = text(key, "");
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }

    /** What stands after the first words, as it was written but for runs of spaces. */
    String rest(int from) {
        return String.join(" ", bare.subList(Math.min(from, bare.size()), bare.size()));
    }
}
