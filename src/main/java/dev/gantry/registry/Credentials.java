package dev.gantry.registry;

import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/**
 * The user's credentials at registries, as the Docker CLI has them. Read when first asked for;
 * programs are asked once for each registry. Thread-safe.
 */
public final class Credentials {
    private static final String OVERLAY = "DOCKER_AUTH_CONFIG";

    private final Supplier<Fields> settings;
    private final Map<String, String> variables;
    private final Supplier<SequencedMap<String, Credential.Password>> first;
    private final Map<RegistryName, Optional<Credential>> known = new LinkedHashMap<>();
    private Optional<DockerConfig> config = Optional.empty();
    private Optional<SequencedMap<String, Credential>> own = Optional.empty();

    /**
     * @param settings the Docker CLI's {@code config.json}
     * @param variables of this process
     * @param first by registry: what wins over all that the Docker CLI has; asked for when first
     *     wanted
     */
    public Credentials(
            Supplier<Fields> settings,
            Map<String, String> variables,
            Supplier<SequencedMap<String, Credential.Password>> first) {
        this.settings = settings;
        this.first = first;
        this.variables = variables;
    }

    /** Of somebody who has none. */
    public static Credentials none() {
        return new Credentials(
                () -> Fields.of(Json.object().build()), Map.of(), LinkedHashMap::new);
    }

    /**
     * The value of {@code X-Registry-Auth} for the image's registry; empty for nobody.
     *
     * @throws dev.gantry.diag.GantryException when the configuration, or a program that it names,
     *     is broken
     */
    public synchronized String of(String image) {
        RegistryName registry = RegistryName.of(image);
        Optional<Credential> credential = known.get(registry);
        if (credential == null) {
            credential = find(registry);
            known.put(registry, credential);
        }
        return credential.map(Credential::header).orElse("");
    }

    private DockerConfig config() {
        DockerConfig read = config.orElseGet(() -> DockerConfig.of(settings.get()));
        config = Optional.of(read);
        return read;
    }

    /** Those that win over the file: of {@code DOCKER_AUTH_CONFIG}, and over those our own. */
    private DockerConfig overlay() {
        String text = variables.getOrDefault(OVERLAY, "");
        Fields given = Fields.of(JsonReader.read(OVERLAY, text.isEmpty() ? "{}" : text));
        return DockerConfig.of(given).with(own());
    }

    private SequencedMap<String, Credential> own() {
        SequencedMap<String, Credential> known = own.orElseGet(LinkedHashMap::new);
        if (own.isEmpty()) {
            first.get()
                    .forEach((registry, proof) -> {
                        String server = RegistryName.of(registry + "/any").key();
                        known.put(server, new Credential(server, proof));
                    });
            own = Optional.of(known);
        }
        return known;
    }

    private Optional<Credential> find(RegistryName registry) {
        return overlay().login(registry).or(() -> kept(registry));
    }

    private Optional<Credential> kept(RegistryName registry) {
        String program = config().helpers().getOrDefault(registry.key(), config().store());
        return program.isEmpty()
                ? config().login(registry)
                : new CredentialProgram(program, variables).get(registry.key());
    }

    /**
     * With what the Docker CLI has our own logins too: nothing, or {@code DOCKER_AUTH_CONFIG},
     * which is a secret.
     */
    public synchronized Map<String, String> forProgram() {
        return own().isEmpty() ? Map.of() : Map.of(OVERLAY, overlay().text());
    }

    /** The value of {@code X-Registry-Config}: all of them; empty where there are none. */
    public synchronized String all() {
        SequencedMap<String, Credential> all = new LinkedHashMap<>(config().logins());
        if (!config().store().isEmpty()) {
            CredentialProgram store = new CredentialProgram(config().store(), variables);
            for (String server : store.servers()) {
                store.get(server).ifPresent(one -> all.put(server, one));
            }
        }
        config().helpers()
                .forEach((server, suffix) ->
                        new CredentialProgram(suffix, variables)
                                .get(server)
                                .ifPresent(one -> all.put(server, one)));
        all.putAll(overlay().logins());
        MapNode.Builder json = Json.object();
        all.forEach((server, one) -> json.put(server, one.json()));
        return all.isEmpty() ? "" : Credential.encoded(json.build());
    }
}
