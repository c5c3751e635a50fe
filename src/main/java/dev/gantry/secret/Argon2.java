package dev.gantry.secret;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Keys from passphrases. The only door to Bouncy Castle, which is loaded when it is opened. */
final class Argon2 {
    private Argon2() {}

    /**
     * {@link Seal#KEY_BYTES} bytes. Takes as much memory as {@code way} says, and about a second.
     */
    static byte[] key(String passphrase, VaultKey.Derived way) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(way.memory())
                        .withIterations(way.passes())
                        .withParallelism(way.lanes())
                        .withSalt(way.saltBytes())
                        .build());
        byte[] key = new byte[Seal.KEY_BYTES];
        generator.generateBytes(passphrase.getBytes(StandardCharsets.UTF_8), key);
        return key;
    }
}
