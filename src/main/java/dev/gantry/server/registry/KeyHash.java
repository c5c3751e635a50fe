package dev.gantry.server.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How a key is known without being kept: SHA-256 in hexadecimal. A key has 256 random bits, so
 * nobody guesses it from its hash, and a slow hash would gain nothing.
 */
public final class KeyHash {
    private KeyHash() {}

    public static String of(String key) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException("every Java has SHA-256", none);
        }
    }
}
