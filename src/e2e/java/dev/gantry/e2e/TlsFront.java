package dev.gantry.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * An engine's socket behind TLS on a port of 127.0.0.1, with certificates of its own: it lets in
 * only clients that its authority knows. {@link #files} is what such a client needs.
 */
final class TlsFront implements AutoCloseable {
    private static final String PASSWORD = "front-door";

    private final Path folder;
    private final Path engine;
    private final SSLServerSocket server;

    private TlsFront(Path folder, Path engine, SSLServerSocket server) {
        this.folder = folder;
        this.engine = engine;
        this.server = server;
    }

    static TlsFront open(Path folder, Path engine) {
        try {
            Files.createDirectories(folder);
            authority(folder);
            signed(folder, "server", "subjectAltName=IP:127.0.0.1");
            signed(folder, "client", "extendedKeyUsage=clientAuth");
            Files.copy(folder.resolve("client.pem"), folder.resolve("cert.pem"));
            Files.copy(folder.resolve("client-key.pem"), folder.resolve("key.pem"));
            SSLServerSocket server =
                    (SSLServerSocket)
                            context(folder)
                                    .getServerSocketFactory()
                                    .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            server.setNeedClientAuth(true);
            TlsFront front = new TlsFront(folder, engine, server);
            Thread.ofPlatform().daemon().start(front::accept);
            return front;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** Holds ca.pem, cert.pem and key.pem. */
    Path files() {
        return folder;
    }

    private static void authority(Path folder) {
        openssl(
                folder,
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=lab-ca"
                        + " -keyout ca-key.pem -out ca.pem");
    }

    private static void signed(Path folder, String name, String extension) {
        openssl(
                folder,
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN="
                        + name
                        + " -CA ca.pem -CAkey ca-key.pem -addext basicConstraints=CA:FALSE -addext "
                        + extension
                        + " -keyout "
                        + name
                        + "-key.pem -out "
                        + name
                        + ".pem");
    }

    private static void openssl(Path folder, String arguments) {
        List<String> words = new ArrayList<>(List.of("openssl"));
        words.addAll(List.of(arguments.split(" ")));
        Command.of(folder, words.toArray(String[]::new)).run().exits(0);
    }

    private static SSLContext context(Path folder) throws IOException, GeneralSecurityException {
        openssl(
                folder,
                "pkcs12 -export -in server.pem -inkey server-key.pem -certfile ca.pem -out"
                        + " server.p12 -passout pass:"
                        + PASSWORD);
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(
                KeyStore.getInstance(folder.resolve("server.p12").toFile(), PASSWORD.toCharArray()),
                PASSWORD.toCharArray());
        Command.of(
                        folder,
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-importcert",
                        "-noprompt",
                        "-alias",
                        "ca",
                        "-file",
                        "ca.pem",
                        "-keystore",
                        "trust.p12",
                        "-storepass",
                        PASSWORD)
                .run()
                .exits(0);
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(
                KeyStore.getInstance(folder.resolve("trust.p12").toFile(), PASSWORD.toCharArray()));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private void accept() {
        try {
            while (true) {
                SSLSocket client = (SSLSocket) server.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client));
            }
        } catch (IOException closed) {
            // The end of the front is the end of this thread.
        }
    }

    private void serve(SSLSocket client) {
        try (client;
                SocketChannel upstream = SocketChannel.open(UnixDomainSocketAddress.of(engine))) {
            client.startHandshake();
            InputStream asked = client.getInputStream();
            OutputStream out = Channels.newOutputStream(upstream);
            Thread answers = Thread.ofPlatform().daemon().start(() -> answer(upstream, client));
            pass(asked, out);
            upstream.shutdownOutput();
            answers.join();
        } catch (IOException closed) {
            // One side has gone; closing the other tells it.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(SocketChannel upstream, SSLSocket client) {
        try {
            pass(Channels.newInputStream(upstream), client.getOutputStream());
            client.close();
        } catch (IOException closed) {
            // As above.
        }
    }

    private static void pass(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
            out.flush();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
