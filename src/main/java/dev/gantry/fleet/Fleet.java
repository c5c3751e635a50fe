package dev.gantry.fleet;

import dev.gantry.compose.model.Network;
import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.UsageException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Everything one {@code gantry.yaml} describes. A folder with only a Compose file is a fleet too:
 * one stack, one local host.
 *
 * @param file the fleet file, or empty where there is none; relative to nothing: absolute
 * @param directory the folder that relative paths start from; absolute
 * @param labels fleet-wide; a host's own win
 * @param networks made on each host that runs a deployment which uses them, before its first
 *     container
 * @param secrets the providers, in the order of asking
 * @param registries who logs in where, by the registry's host
 * @param images which other images stand for those of the Compose files
 * @param inference what the control plane is to know of it
 * @param accepted what checks find and nobody is to mend
 */
public record Fleet(
        String name,
        String file,
        Path directory,
        SequencedMap<String, String> labels,
        SequencedMap<String, Host> hosts,
        SequencedMap<String, Network> networks,
        List<EnvFile> envFiles,
        List<SecretProvider> secrets,
        SequencedMap<String, Stack> stacks,
        SequencedMap<String, RegistryLogin> registries,
        ImageNames images,
        Inference inference,
        List<Acceptance> accepted) {

    /** One of hosts and stacks alone. */
    public static Fleet of(
            String name,
            String file,
            Path directory,
            SequencedMap<String, Host> hosts,
            SequencedMap<String, Stack> stacks) {
        return new Fleet(
                name,
                file,
                directory,
                new LinkedHashMap<>(),
                hosts,
                new LinkedHashMap<>(),
                List.of(),
                List.of(),
                stacks,
                new LinkedHashMap<>(),
                ImageNames.AS_WRITTEN,
                Inference.NONE,
                List.of());
    }

    /**
     * A command line may name this service.
     *
     * @param known the services that there are
     * @throws UsageException when it is none of them
     */
    public void requireService(String name, Collection<String> known) {
        if (!known.contains(name)) {
            throw new UsageException(
                    "no such service: " + name,
                    stacks.containsKey(name)
                            ? "it is a stack: --stack " + name
                            : DidYouMean.hint(name, known));
        }
    }

    /** The same fleet with other stacks, under another name. */
    Fleet named(String other, SequencedMap<String, Stack> others) {
        return new Fleet(
                other,
                file,
                directory,
                labels,
                hosts,
                networks,
                envFiles,
                secrets,
                others,
                registries,
                images,
                inference,
                accepted);
    }
}
