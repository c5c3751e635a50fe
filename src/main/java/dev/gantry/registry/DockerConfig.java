package dev.gantry.registry;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Problem;
import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What {@code docker login} has written into the Docker CLI's {@code config.json}.
 *
 * @param logins by registry, as it is spelled there
 * @param store suffix of the program that keeps credentials, or empty
 * @param helpers registry to the suffix of its own program
 */
record DockerConfig(
        SequencedMap<String, Credential> logins,
        String store,
        SequencedMap<String, String> helpers) {

    /** The login at the registry, whichever way it is spelled. */
    Optional<Credential> login(RegistryName registry) {
        Credential exact = logins.get(registry.key());
        return exact != null
                ? Optional.of(exact)
                : logins.entrySet().stream()
                        .filter(one -> registry.isMeantBy(one.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }

    /** With other logins, which win. */
    DockerConfig with(SequencedMap<String, Credential> others) {
        SequencedMap<String, Credential> all = new LinkedHashMap<>(logins);
        all.putAll(others);
        return new DockerConfig(all, store, helpers);
    }

    /** The logins in the file's own form. */
    String text() {
        MapNode.Builder auths = Json.object();
        logins.forEach((server, one) -> auths.put(server, entry(one.proof())));
        return JsonWriter.compact(Json.object().put("auths", auths.build()).build());
    }

    private static MapNode entry(Credential.Proof proof) {
        MapNode.Builder entry = Json.object();
        switch (proof) {
            case Credential.Password(String user, String password) -> {
                byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
                entry.put("auth", Json.of(Base64.getEncoder().encodeToString(both)));
            }
            case Credential.IdentityToken(String token) ->
                    entry.put("identitytoken", Json.of(token));
            case Credential.RegistryToken(String token) ->
                    entry.put("registrytoken", Json.of(token));
        }
        return entry.build();
    }

    static DockerConfig of(Fields root) {
        SequencedMap<String, Credential> logins = new LinkedHashMap<>();
        for (String server : root.map("auths").node().keys()) {
            login(server, root.map("auths").map(server))
                    .ifPresent(credential -> logins.put(server, credential));
        }
        return new DockerConfig(logins, root.text("credsStore"), root.pairs("credHelpers"));
    }

    private static Optional<Credential> login(String server, Fields entry) {
        return proof(server, entry).map(proof -> new Credential(server, proof));
    }

    private static Optional<Credential.Proof> proof(String server, Fields entry) {
        if (!entry.text("identitytoken").isEmpty()) {
            return Optional.of(new Credential.IdentityToken(entry.text("identitytoken")));
        }
        if (!entry.text("registrytoken").isEmpty()) {
            return Optional.of(new Credential.RegistryToken(entry.text("registrytoken")));
        }
        if (!entry.text("auth").isEmpty()) {
            return Optional.of(basic(server, entry.node(), entry.text("auth")));
        }
        return entry.text("username").isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Credential.Password(entry.text("username"), entry.text("password")));
    }

    /** {@code user:password} in base64; some writers end it with zero bytes. */
    private static Credential.Proof basic(String server, MapNode entry, String auth) {
        String both = decoded(auth);
        int colon = both.indexOf(':');
        if (colon < 0) {
            MapNode.Entry place = entry.entries().get("auth");
            throw new InputException(
                    List.of(
                            Problem.error(
                                    place == null ? entry.location() : place.key(),
                                    "the login at " + server + " is not user:password in base64",
                                    "log in again: docker login " + server)));
        }
        String password = both.substring(colon + 1);
        int end = password.length();
        while (end > 0 && password.charAt(end - 1) == 0) {
            end--;
        }
        return new Credential.Password(both.substring(0, colon), password.substring(0, end));
    }

    private static String decoded(String auth) {
        try {
            return new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
