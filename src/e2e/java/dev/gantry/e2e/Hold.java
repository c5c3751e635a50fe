package dev.gantry.e2e;

import dev.gantry.engine.Endpoint;
import dev.gantry.engine.Engine;
import dev.gantry.engine.EngineSettings;
import dev.gantry.engine.HttpEngine;
import java.io.IOException;

/** A program that connects to the engine at an endpoint, says so, and stays until it is killed. */
final class Hold {
    private Hold() {}

    /**
     * Holds the connection.
     *
     * @param arguments the endpoint, the ssh program
     */
    public static void main(String[] arguments) throws IOException {
        Endpoint endpoint = Endpoint.parse(arguments[0], new Endpoint.Plain());
        EngineSettings settings = EngineSettings.usual().withSsh(arguments[1]);
        try (Engine engine = HttpEngine.open(endpoint, "held", settings)) {
            System.out.println("connected to " + engine.version().engine());
            System.in.read();
        }
    }
}
