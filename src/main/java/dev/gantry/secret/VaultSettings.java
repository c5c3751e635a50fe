package dev.gantry.secret;

import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.Fields;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.ScalarNode;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.SecretProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A vault as the fleet file names it: {@code vault: secrets.vault}, or {@code vault: {file:
 * secrets.vault, key_file: ~/home.key}}.
 *
 * @param directory where relative paths start
 * @param file as written
 * @param keyFile as written; empty where it says none
 */
public record VaultSettings(Path directory, String file, String keyFile, Location location) {
    static final String KIND = "vault";
    private static final List<String> KEYS = List.of("file", "key_file");

    /** Every vault of a fleet, in the order of asking. */
    public static List<VaultSettings> all(Fleet fleet, Problems problems) {
        List<VaultSettings> all = new ArrayList<>();
        for (SecretProvider one : fleet.secrets()) {
            if (one.kind().equals(KIND)) {
                of(fleet.directory(), one, problems).ifPresent(all::add);
            }
        }
        return all;
    }

    static Optional<VaultSettings> of(Path directory, SecretProvider provider, Problems problems) {
        String file = "";
        String keyFile = "";
        if (provider.settings() instanceof MapNode map) {
            requireKnown(map, problems);
            file = Fields.of(map).text("file");
            keyFile = Fields.of(map).text("key_file");
        } else if (provider.settings() instanceof ScalarNode scalar && !scalar.isNull()) {
            file = scalar.text();
        }
        if (file.isEmpty()) {
            problems.error(
                    provider.settings().location(),
                    "the vault of secrets has no file",
                    "vault: secrets.vault, or vault: {file: secrets.vault, key_file: ~/home.key}");
            return Optional.empty();
        }
        return Optional.of(
                new VaultSettings(directory, file, keyFile, provider.settings().location()));
    }

    private static void requireKnown(MapNode map, Problems problems) {
        for (String key : map.keys()) {
            if (!KEYS.contains(key)) {
                problems.error(
                        map.keyLocation(key),
                        "vault: unknown key \"" + key + "\"",
                        DidYouMean.hint(key, KEYS));
            }
        }
    }

    Path path() {
        return directory.resolve(file);
    }
}
