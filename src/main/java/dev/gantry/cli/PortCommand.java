package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.cli.Fleetwide.Found;
import dev.gantry.diag.OperationException;
import dev.gantry.diag.UsageException;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.engine.ContainerSummary.PortBinding;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code gantry port}. */
final class PortCommand implements Command {
    private static final Option PROTOCOL = Option.one("protocol", "NAME", "tcp, as always, or udp");

    private enum Protocol {
        TCP,
        UDP
    }

    @Override
    public Manual manual() {
        return new Manual(
                Verb.PORT,
                "SERVICE PRIVATE_PORT",
                List.of(
                        "Prints ADDRESS:PORT, as the engine has bound it. Where several hosts have the service,",
                        "--host chooses one."),
                List.of(Targets.INDEX, PROTOCOL),
                List.of(new Manual.Example("gantry port web 80", "which port did it get?")));
    }

    @Override
    public ExitCode run(Session session) {
        Arguments arguments = session.arguments();
        Operands.atMost(2, arguments);
        if (arguments.operands().size() < 2) {
            throw new UsageException(
                    "the service or its port is missing", "write `gantry port web 80`");
        }
        String service = arguments.operands().getFirst();
        int port = Operands.port(arguments.operands().getLast());
        String protocol = protocol(arguments);
        try (EngineSource engines = session.engines()) {
            Found found =
                    Targets.of(session, session.desired(List.of()), engines, List.of(service))
                            .one(service, arguments.number(Targets.INDEX, 1, 0));
            session.console().printLine(text(session, found, binding(found, port, protocol)));
            return ExitCode.DONE;
        }
    }

    private static String protocol(Arguments arguments) {
        return arguments
                .choice(PROTOCOL, Protocol.values(), Protocol.TCP)
                .name()
                .toLowerCase(Locale.ROOT);
    }

    private static PortBinding binding(Found found, int port, String protocol) {
        Optional<PortBinding> bound =
                found.container().ports().stream()
                        .filter(one -> one.privatePort() == port && one.publicPort() > 0)
                        .filter(one -> one.protocol().equals(protocol))
                        .findFirst();
        String published = Ports.text(found);
        return bound.orElseThrow(() ->
                new OperationException(
                        "no port "
                                + port
                                + "/"
                                + protocol
                                + " for container "
                                + found.container().name(),
                        published.isEmpty() ? "it publishes none" : "it publishes " + published));
    }

    private static String text(Session session, Found found, PortBinding bound) {
        String ip = bound.ip().contains(":") ? "[" + bound.ip() + "]" : bound.ip();
        if (!session.console().json()) {
            return ip + ":" + bound.publicPort();
        }
        return JsonWriter.compact(
                Json.object()
                        .put("Host", Json.of(found.host()))
                        .put("Address", Json.of(found.deployment().host().address()))
                        .put("URL", Json.of(bound.ip()))
                        .put("TargetPort", Json.of(bound.privatePort()))
                        .put("PublishedPort", Json.of(bound.publicPort()))
                        .put("Protocol", Json.of(bound.protocol()))
                        .build());
    }
}
