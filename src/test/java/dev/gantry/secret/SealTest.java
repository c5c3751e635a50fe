package dev.gantry.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final byte[] PLAIN = "hunter2".getBytes(UTF_8);
    private static final byte[] CONTEXT = "NAME".getBytes(UTF_8);
    private static final Seal SEAL = seal(1);

    private static Seal seal(int filling) {
        byte[] key = new byte[Seal.KEY_BYTES];
        Arrays.fill(key, (byte) filling);
        return new Seal(key, new SecureRandom());
    }

    @Test
    void whatIsSealedOpensWithTheSameKeyAndContext() {
        assertThat(SEAL.open(SEAL.close(PLAIN, CONTEXT), CONTEXT)).contains(PLAIN);
        assertThat(SEAL.open(SEAL.close(new byte[0], CONTEXT), CONTEXT)).contains(new byte[0]);
    }

    @Test
    void nothingElseOpensIt() {
        byte[] sealed = SEAL.close(PLAIN, CONTEXT);
        assertThat(seal(2).open(sealed, CONTEXT)).isEmpty();
        assertThat(SEAL.open(sealed, "OTHER".getBytes(UTF_8))).isEmpty();
        assertThat(SEAL.open(new byte[5], CONTEXT)).isEmpty();
        for (int at = 0; at < sealed.length; at++) {
            byte[] changed = sealed.clone();
            changed[at] ^= 1;
            assertThat(SEAL.open(changed, CONTEXT)).isEmpty();
        }
    }

    @Test
    void theSameTwiceIsSealedDifferently() {
        assertThat(SEAL.close(PLAIN, CONTEXT)).isNotEqualTo(SEAL.close(PLAIN, CONTEXT));
    }

    /** RFC 8439, 2.8.2: an independent program sealed this. */
    @Test
    void itIsTheCipherOfTheRfc() {
        HexFormat hex = HexFormat.of();
        byte[] key = new byte[Seal.KEY_BYTES];
        for (int at = 0; at < key.length; at++) {
            key[at] = (byte) (0x80 + at);
        }
        String nonce = "070000004041424344454647";
        String encrypted =
                "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6"
                        + "3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36"
                        + "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
                        + "3ff4def08e4b7a9de576d26586cec64b6116";
        String tag = "1ae10b594f09e26a7e902ecbd0600691";
        assertThat(
                        new Seal(key, new SecureRandom())
                                .open(
                                        hex.parseHex(nonce + encrypted + tag),
                                        hex.parseHex("50515253c0c1c2c3c4c5c6c7")))
                .contains(
                        ("Ladies and Gentlemen of the class of '99: If I could offer you only one"
                                        + " tip for the future, sunscreen would be it.")
                                .getBytes(UTF_8));
    }
}
