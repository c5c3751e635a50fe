package dev.gantry.registry;

import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Who we are at a registry. What is secret of it appears in no text but the header.
 *
 * @param server as the Docker CLI writes it
 */
public record Credential(String server, Proof proof) {

    /** By what a registry believes it. */
    public sealed interface Proof {}

    public record Password(String user, String password) implements Proof {
        @Override
        public String toString() {
            return "Password[" + user + "]";
        }
    }

    /** From a registry's login, to be exchanged for others. */
    public record IdentityToken(String token) implements Proof {
        @Override
        public String toString() {
            return "IdentityToken";
        }
    }

    /** To be shown to the registry as it is. */
    public record RegistryToken(String token) implements Proof {
        @Override
        public String toString() {
            return "RegistryToken";
        }
    }

    /** In the words of the Engine API ({@code AuthConfig}). */
    MapNode json() {
        MapNode.Builder json = Json.object();
        switch (proof) {
            case Password it ->
                    json.put("username", Json.of(it.user()))
                            .put("password", Json.of(it.password()));
            case IdentityToken it -> json.put("identitytoken", Json.of(it.token()));
            case RegistryToken it -> json.put("registrytoken", Json.of(it.token()));
        }
        return json.put("serveraddress", Json.of(server)).build();
    }

    /** The value of {@code X-Registry-Auth}. */
    public String header() {
        return encoded(json());
    }

    static String encoded(MapNode json) {
        byte[] text = JsonWriter.compact(json).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().encodeToString(text);
    }
}
