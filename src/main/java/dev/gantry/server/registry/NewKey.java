package dev.gantry.server.registry;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A key that is made, and told once.
 *
 * @param id {@code k} and 8 hexadecimal digits; no secret
 * @param secret {@code gk-} and 43 characters: 256 random bits. Only {@link #hash} is kept
 */
public record NewKey(String id, String secret) {
    private static final int SECRET = 32;
    private static final int ID = 4;

    /** One like no other. */
    public static NewKey random() {
        byte[] bytes = new byte[SECRET + ID];
        new SecureRandom().nextBytes(bytes);
        return of(bytes);
    }

    /**
     * @param bytes 36 random ones
     */
    static NewKey of(byte[] bytes) {
        byte[] secret = Arrays.copyOf(bytes, SECRET);
        byte[] id = Arrays.copyOfRange(bytes, SECRET, SECRET + ID);
        return new NewKey(
                "k" + HexFormat.of().formatHex(id),
                "gk-" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    public String hash() {
        return KeyHash.of(secret);
    }

    /** Without the secret: it may end up in a log. */
    @Override
    public String toString() {
        return "NewKey[id=" + id + "]";
    }
}
