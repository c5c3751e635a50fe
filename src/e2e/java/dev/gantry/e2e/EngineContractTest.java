package dev.gantry.e2e;

import dev.gantry.engine.Endpoint;
import dev.gantry.engine.Engine;
import dev.gantry.engine.EngineContract;
import dev.gantry.engine.EngineSettings;
import dev.gantry.engine.HttpEngine;
import dev.gantry.lab.LabHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Real engines, old and new, keep the contract by every way that leads to them. */
@ExtendWith(TwoHosts.class)
@ParameterizedClass
@EnumSource(EngineContractTest.Way.class)
class EngineContractTest implements EngineContract {
    private static final EngineSettings USUAL = EngineSettings.usual();

    private final Path folder;
    private final TwoHosts.Hosts hosts;
    private final LabHost host;
    @AutoClose private final Door door;

    /** How an engine is reached. Host one has Debian's engine, host two a current one. */
    enum Way {
        SOCKET_ONE,
        SOCKET_TWO,
        TLS_ONE,
        TLS_TWO,
        SSH_ONE,
        SSH_TWO,
        STDIO_ONE,
        STDIO_TWO
    }

    /** The engine, and what stands before it and is closed after it. */
    private record Door(Engine engine, Runnable after) implements AutoCloseable {
        @Override
        public void close() {
            engine.close();
            after.run();
        }
    }

    EngineContractTest(Way way, @TempDir Path folder, TwoHosts.Hosts hosts) {
        this.folder = folder;
        this.hosts = hosts;
        this.host =
                switch (way) {
                    case SOCKET_ONE, TLS_ONE, SSH_ONE, STDIO_ONE -> hosts.one();
                    case SOCKET_TWO, TLS_TWO, SSH_TWO, STDIO_TWO -> hosts.two();
                };
        this.door =
                switch (way) {
                    case SOCKET_ONE, SOCKET_TWO -> open(new Endpoint.Local(host.socket()), USUAL);
                    case TLS_ONE, TLS_TWO -> tls();
                    case SSH_ONE, SSH_TWO -> ssh(hosts.lab().ssh());
                    case STDIO_ONE, STDIO_TWO ->
                            ssh(new SshWrapper(folder, hosts.lab()).withoutForwarding(host));
                };
    }

    private Door open(Endpoint endpoint, EngineSettings settings) {
        return new Door(HttpEngine.open(endpoint, host.name(), settings), () -> {});
    }

    private Door ssh(Path program) {
        Endpoint endpoint = Endpoint.parse(host.endpoint(), new Endpoint.Plain());
        return open(endpoint, USUAL.withSsh(program.toString()));
    }

    private Door tls() {
        TlsFront tls = TlsFront.open(folder.resolve("tls"), host.socket());
        Endpoint.Tls security = new Endpoint.Tls(tls.files(), true);
        Endpoint endpoint = new Endpoint.Tcp("127.0.0.1", tls.port(), security);
        return new Door(HttpEngine.open(endpoint, host.name(), USUAL), tls::close);
    }

    @Override
    public Engine engine() {
        return door.engine();
    }

    @Override
    public String image() {
        return "lab/valkey:1";
    }

    @Override
    public String prefix() {
        return "contract";
    }

    @Override
    public String read(String container, String path) {
        Scenario scenario = new Scenario(folder, hosts);
        Path copy = folder.resolve("copy");
        scenario.docker(host, "cp", container + ":" + path, copy.toString());
        try {
            return Files.readString(copy);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void printing(String container) {
        // Its process does.
    }
}
