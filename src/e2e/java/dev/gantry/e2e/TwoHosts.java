package dev.gantry.e2e;

import dev.gantry.lab.EngineKind;
import dev.gantry.lab.Lab;
import dev.gantry.lab.LabFolders;
import dev.gantry.lab.LabHost;
import dev.gantry.lab.Machine;
import dev.gantry.lab.Progress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The lab that scenarios share: host <i>one</i> with Debian's engine, host <i>two</i> with a
 * current one. Brought up by the first scenario that asks for it, taken down after the last. {@code
 * GANTRY_E2E_LAB} gives it another name, so that two runs can go on at the same time; each fork of
 * a run has one of its own.
 */
final class TwoHosts implements ParameterResolver {
    private static final ExtensionContext.Namespace SHARED =
            ExtensionContext.Namespace.create(TwoHosts.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Hosts.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(SHARED)
                .computeIfAbsent("hosts", key -> Hosts.up(), Hosts.class);
    }

    /** The two hosts and how to reach them. */
    record Hosts(Lab lab, LabHost one, LabHost two) implements AutoCloseable {

        static Hosts up() {
            Lab lab =
                    Lab.named(
                            System.getenv().getOrDefault("GANTRY_E2E_LAB", "e2e")
                                    + System.getProperty("gantry.test.fork", ""),
                            LabFolders.of(System.getenv()),
                            new Progress(System.out::println, InstantSource.system()));
            lab.down();
            List<LabHost> hosts =
                    lab.up(List.of(Machine.named("one"), new Machine("two", EngineKind.DOCKER28)));
            return new Hosts(lab, hosts.getFirst(), hosts.getLast());
        }

        /** What a user of the lab sets. */
        Map<String, String> environment() {
            return Map.of("GANTRY_SSH", lab.ssh().toString());
        }

        @Override
        public void close() {
            lab.down();
        }
    }
}
