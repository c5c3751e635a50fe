package dev.gantry.engine.dial;

import dev.gantry.engine.http.UnreachableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** Reads private keys as PEM: PKCS #8 (RFC 5958), and RSA's PKCS #1 as older openssl writes it. */
final class PrivateKeys {
    /** {@code INTEGER 0, SEQUENCE {rsaEncryption, NULL}}, the part of PKCS #8 before an RSA key. */
    private static final byte[] RSA_PREFIX = {
        2,
        1,
        0,
        0x30,
        13,
        6,
        9,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        13,
        1,
        1,
        1,
        5,
        0
    };

    private PrivateKeys() {}

    static PrivateKey read(Path file) throws IOException, GeneralSecurityException {
        String pem = Files.readString(file, StandardCharsets.UTF_8);
        if (pem.contains("-----BEGIN PRIVATE KEY-----")) {
            return decode(body(pem, "PRIVATE KEY"));
        }
        if (pem.contains("-----BEGIN RSA PRIVATE KEY-----") && !pem.contains("ENCRYPTED")) {
            byte[] key = body(pem, "RSA PRIVATE KEY");
            return decode(wrap(0x30, join(RSA_PREFIX, wrap(4, key))));
        }
        throw new UnreachableException(
                "the private key " + file + " is in a form that Gantry cannot read",
                "write it anew: openssl pkcs8 -topk8 -nodes -in key.pem -out key8.pem");
    }

    private static PrivateKey decode(byte[] pkcs8) throws GeneralSecurityException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(pkcs8);
        for (String algorithm : new String[] {"RSA", "EC"}) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException _) {
                // The key says itself what it is; ask the next.
            }
        }
        return KeyFactory.getInstance("EdDSA").generatePrivate(spec);
    }

    private static byte[] body(String pem, String label) {
        String begin = "-----BEGIN " + label + "-----";
        int from = pem.indexOf(begin) + begin.length();
        int to = pem.indexOf("-----END", from);
        return Base64.getMimeDecoder().decode(pem.substring(from, to < 0 ? pem.length() : to));
    }

    /** A DER value: tag, length in two bytes, content. */
    private static byte[] wrap(int tag, byte[] content) {
        int length = content.length;
        return join(
                new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length}, content);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
