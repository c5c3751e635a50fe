package dev.gantry.engine.dial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.engine.http.UnreachableException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys as {@code openssl} writes them. */
class PrivateKeysTest {
    private final Path key;

    PrivateKeysTest(@TempDir Path folder) {
        key = folder.resolve("key.pem");
    }

    private void openssl(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("openssl"));
        words.addAll(List.of(arguments));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @Test
    void everyKindOfPkcs8IsRead() throws Exception {
        openssl("genpkey", "-algorithm", "RSA", "-out", key.toString());
        assertThat(PrivateKeys.read(key).getAlgorithm()).isEqualTo("RSA");
        openssl(
                "genpkey",
                "-algorithm",
                "EC",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-out",
                key.toString());
        assertThat(PrivateKeys.read(key).getAlgorithm()).isEqualTo("EC");
        openssl("genpkey", "-algorithm", "ed25519", "-out", key.toString());
        assertThat(PrivateKeys.read(key).getAlgorithm()).isEqualTo("EdDSA");
    }

    @Test
    void theOldFormOfRsaIsTheSameKey() throws Exception {
        for (String bits : new String[] {"1024", "2048", "4096"}) {
            Path old = key.resolveSibling("old.pem");
            openssl("genrsa", "-out", key.toString(), bits);
            openssl("rsa", "-traditional", "-in", key.toString(), "-out", old.toString());
            assertThat(Files.readString(old)).contains("BEGIN RSA PRIVATE KEY");
            PrivateKey read = PrivateKeys.read(old);
            assertThat(read).isInstanceOf(RSAPrivateCrtKey.class).isEqualTo(PrivateKeys.read(key));
        }
    }

    @Test
    void whatCannotBeReadIsToldWithTheCommandThatMendsIt() throws Exception {
        openssl(
                "genpkey",
                "-algorithm",
                "RSA",
                "-aes256",
                "-pass",
                "pass:hush",
                "-out",
                key.toString());
        assertThatThrownBy(() -> PrivateKeys.read(key))
                .isInstanceOfSatisfying(
                        UnreachableException.class,
                        told -> assertThat(told.next()).contains("openssl pkcs8 -topk8"))
                .hasMessage("the private key " + key + " is in a form that Gantry cannot read");
        openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key.toString());
        assertThat(Files.readString(key)).contains("BEGIN EC PRIVATE KEY");
        assertThatThrownBy(() -> PrivateKeys.read(key)).isInstanceOf(UnreachableException.class);
    }
}
