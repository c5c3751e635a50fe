package dev.gantry.engine.dial;

import dev.gantry.engine.Endpoint;
import dev.gantry.engine.http.UnreachableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Makes a TLS context from the files that Docker uses: ca.pem, cert.pem, key.pem. */
final class Certificates {
    private static final char[] NO_PASSWORD = new char[0];

    private Certificates() {}

    static SSLContext context(Endpoint.Tls tls) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(tls.directory()), trust(tls), null);
            return context;
        } catch (GeneralSecurityException wrong) {
            throw new UnreachableException(
                    "the TLS files in "
                            + tls.directory()
                            + " cannot be used: "
                            + wrong.getMessage(),
                    "check ca.pem, cert.pem and key.pem there");
        }
    }

    /** What this machine trusts, without a certificate of its own. */
    static SSLContext ofMachine(boolean verify) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, verify ? null : new TrustManager[] {new Trusting()}, null);
            return context;
        } catch (GeneralSecurityException wrong) {
            throw new IOException("no TLS on this machine: " + wrong.getMessage(), wrong);
        }
    }

    /** The client's certificate; none when the folder has none. */
    private static KeyManager[] keys(Path directory) throws IOException, GeneralSecurityException {
        Path certificate = directory.resolve("cert.pem");
        if (!Files.exists(certificate)) {
            return new KeyManager[0];
        }
        PrivateKey key = PrivateKeys.read(directory.resolve("key.pem"));
        KeyStore store = empty();
        Certificate[] chain = certificates(certificate).toArray(Certificate[]::new);
        store.setKeyEntry("client", key, NO_PASSWORD, chain);
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    /** The folder's own authority, or those of the machine when it has none. */
    private static TrustManager[] trust(Endpoint.Tls tls)
            throws IOException, GeneralSecurityException {
        if (!tls.verify()) {
            return new TrustManager[] {new Trusting()};
        }
        Path authority = tls.directory().resolve("ca.pem");
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (Files.exists(authority)) {
            KeyStore store = empty();
            for (Certificate certificate : certificates(authority)) {
                store.setCertificateEntry("ca-" + store.size(), certificate);
            }
            factory.init(store);
        } else {
            factory.init((KeyStore) null);
        }
        return factory.getTrustManagers();
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        byte[] pem =
                Files.readString(file, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem));
    }

    /** For contexts that say {@code SkipTLSVerify}: encrypted, but to whoever answers. */
    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
