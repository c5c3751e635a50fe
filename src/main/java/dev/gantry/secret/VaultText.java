package dev.gantry.secret;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What stands in the file of a vault. Entries are apart by an empty line, so that Git merges
 * changes of neighbours. A change of one of them leaves all other lines as they are.
 *
 * @param lines all of the file, without line ends
 * @param check an empty text, sealed: tells a wrong key from a damaged entry; in Base64
 * @param places entry to its line in {@code lines}
 */
record VaultText(
        List<String> lines,
        VaultKey key,
        String check,
        SequencedMap<SecretAddress, Integer> places) {
    static final String FORMAT = "gantry-vault 1";
    static final String KEY = "key ";
    static final String CHECK = "check ";
    static final String BETWEEN = " = ";

    /** Without entries. */
    static VaultText empty(VaultKey key, String check) {
        List<String> lines =
                List.of(
                        "# Secrets, sealed by Gantry: `gantry secret list`. Made to be committed.",
                        FORMAT,
                        KEY + key.text(),
                        CHECK + check);
        return new VaultText(lines, key, check, new LinkedHashMap<>());
    }

    /** The entry's value, sealed and in Base64. */
    String sealed(SecretAddress address) {
        String line = lines.get(line(address) - 1);
        return line.substring(line.indexOf(BETWEEN) + BETWEEN.length());
    }

    /** The entry's line, from 1. */
    int line(SecretAddress address) {
        return places.getOrDefault(address, -1) + 1;
    }

    /** With this value in the place of the one that was there, or before the next entry. */
    VaultText with(SecretAddress address, String sealed) {
        String line = address + BETWEEN + sealed;
        List<String> changed = new ArrayList<>(lines);
        if (places.containsKey(address)) {
            changed.set(line(address) - 1, line);
            return of(changed);
        }
        for (SecretAddress next : places.sequencedKeySet()) {
            if (next.compareTo(address) > 0) {
                changed.addAll(line(next) - 1, List.of(line, ""));
                return of(changed);
            }
        }
        changed.addAll(List.of("", line));
        return of(changed);
    }

    VaultText without(SecretAddress address) {
        List<String> changed = new ArrayList<>(lines);
        int at = line(address) - 1;
        changed.remove(at);
        if (changed.get(at - 1).isBlank()) {
            changed.remove(at - 1);
        }
        return of(changed);
    }

    private VaultText of(List<String> changed) {
        SequencedMap<SecretAddress, Integer> places = new LinkedHashMap<>();
        for (int at = 0; at < changed.size(); at++) {
            int place = at;
            address(changed.get(at)).ifPresent(one -> places.put(one, place));
        }
        return new VaultText(List.copyOf(changed), key, check, places);
    }

    /** Whose line it is; nobody's where it is no entry. */
    static Optional<SecretAddress> address(String line) {
        int between = line.indexOf(BETWEEN);
        return between < 0 ? Optional.empty() : SecretAddress.parse(line.substring(0, between));
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }
}
