package dev.gantry.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Values as they stand in a vault: sealed for their address, in Base64. */
final class Sealed {
    private static final byte[] CHECK = bytes("check");

    private Sealed() {}

    /** Something that tells later whether a seal is this one. */
    static String check(Seal seal) {
        return Base64.getEncoder().encodeToString(seal.close(new byte[0], CHECK));
    }

    static boolean opens(Seal seal, String check) {
        return seal.open(Base64.getDecoder().decode(check), CHECK).isPresent();
    }

    static String of(Seal seal, SecretAddress address, String value) {
        return Base64.getEncoder()
                .encodeToString(seal.close(bytes(value), bytes(address.toString())));
    }

    /** Nothing where the value is damaged, or was sealed for another address. */
    static Optional<String> open(Seal seal, SecretAddress address, String sealed) {
        return seal.open(Base64.getDecoder().decode(sealed), bytes(address.toString()))
                .map(plain -> new String(plain, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
