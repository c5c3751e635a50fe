package dev.gantry.init;

import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A JSON Web Token (RFC 7519) with HMAC-SHA256, as Supabase's services accept it for a role.
 *
 * @see <a href="https://supabase.com/docs/guides/self-hosting/docker">Supabase, API keys</a>
 */
final class SignedToken {
    private static final long TEN_YEARS = 10L * 365 * 24 * 3600;

    private SignedToken() {}

    /**
     * @param role {@code anon} or {@code service_role}
     * @param now seconds since 1970
     */
    static String of(String role, String secret, long now) {
        String header =
                JsonWriter.compact(
                        Json.object()
                                .put("alg", Json.of("HS256"))
                                .put("typ", Json.of("JWT"))
                                .build());
        String payload =
                JsonWriter.compact(
                        Json.object()
                                .put("role", Json.of(role))
                                .put("iss", Json.of("supabase"))
                                .put("iat", Json.of(now))
                                .put("exp", Json.of(now + TEN_YEARS))
                                .build());
        String signed =
                encoded(header.getBytes(StandardCharsets.UTF_8))
                        + "."
                        + encoded(payload.getBytes(StandardCharsets.UTF_8));
        return signed + "." + encoded(signature(signed, secret));
    }

    private static byte[] signature(String text, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
