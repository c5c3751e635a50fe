package dev.gantry.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.FleetParts;
import dev.gantry.fleet.HostSelector;
import dev.gantry.fleet.ImageNames;
import dev.gantry.fleet.Inference;
import dev.gantry.fleet.Secret;
import dev.gantry.fleet.SecretProvider;
import dev.gantry.fleet.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private static final Location HERE = Location.of("gantry.yaml");

    @TempDir private Path folder = Path.of("");
    private final Problems problems = new Problems();

    @Test
    void theFirstProviderThatHasTheKeyWins() throws IOException {
        Files.writeString(folder.resolve("one"), "A=first\n");
        Files.writeString(folder.resolve("two"), "A=second\nB=second\n");
        SequencedMap<String, Secret> secrets =
                secrets("{\"env_file\": \"one\"}", "{\"env_file\": {\"path\": \"two\"}}");
        assertThat(secrets.sequencedKeySet()).containsExactly("A", "B");
        assertThat(secrets.get("A")).isEqualTo(new Secret("first", "env_file one"));
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void aMissingFileIsAProblemUnlessItMayBeMissing() {
        secrets("{\"env_file\": {\"path\": \"none\", \"required\": false}}");
        assertThat(problems.all()).isEmpty();
        secrets("{\"env_file\": \"none\"}");
        assertThat(problems.errors())
                .singleElement()
                .asString()
                .contains("couldn't find env file: ", "/none");
    }

    @Test
    void valuesAreNeverPrinted() throws IOException {
        Files.writeString(folder.resolve("one"), "A=hush\n");
        assertThat(secrets("{\"env_file\": \"one\"}").toString()).doesNotContain("hush");
    }

    private SequencedMap<String, Secret> secrets(String... providers) {
        List<SecretProvider> chain = Arrays.stream(providers).map(SecretsTest::provider).toList();
        Fleet fleet =
                new Fleet(
                        "home",
                        "",
                        folder,
                        new LinkedHashMap<>(),
                        new LinkedHashMap<>(),
                        new LinkedHashMap<>(),
                        List.of(),
                        chain,
                        new LinkedHashMap<>(),
                        new LinkedHashMap<>(),
                        ImageNames.AS_WRITTEN,
                        Inference.NONE,
                        List.of());
        Stack stack = FleetParts.stack("web", "web", new HostSelector.Only(), "", HERE);
        Surroundings surroundings =
                new Surroundings(
                        Map.of(),
                        folder.resolve("state"),
                        folder.resolve("configuration"),
                        InstantSource.system());
        Keyring keyring = new Keyring(Map.of(), folder, _ -> Optional.empty(), SecureRandom::new);
        return Secrets.of(fleet, surroundings, keyring).secretsOf(stack, problems);
    }

    private static SecretProvider provider(String json) {
        MapNode map = (MapNode) JsonReader.read("secrets", json);
        String kind = map.keys().iterator().next();
        return new SecretProvider(kind, map.find(kind).orElseThrow(), HERE);
    }
}
