package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.compose.ConfigOptions;
import dev.gantry.compose.Pinning;
import dev.gantry.fleet.Host;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * Finds out what images' names mean now, as a deployment's host sees it: a registry may be another
 * one there. To be closed.
 */
final class PinnedImages implements AutoCloseable {
    static final Option LOCK =
            Option.flag("lock-image-digests", "Print the services' images alone, by digest");
    static final Option RESOLVE =
            Option.flag("resolve-image-digests", "Print images by their digests at registries");

    private final boolean only;
    private final Optional<EngineSource> engines;
    private final SequencedMap<String, Host> hosts;

    private PinnedImages(
            boolean only, Optional<EngineSource> engines, SequencedMap<String, Host> hosts) {
        this.only = only;
        this.engines = engines;
        this.hosts = hosts;
    }

    /** As the command line wants them; mostly as they are written, which takes nobody to ask. */
    static PinnedImages of(Session session) {
        boolean only = session.arguments().has(LOCK);
        return only || session.arguments().has(RESOLVE)
                ? new PinnedImages(
                        only,
                        Optional.of(session.engines()),
                        session.house().fleet(session).hosts())
                : new PinnedImages(false, Optional.empty(), new LinkedHashMap<>());
    }

    /** For a folder, which has one host. */
    ConfigOptions options(ConfigOptions plain) {
        return engines.map(open -> options(plain, hosts.firstEntry().getValue(), open))
                .orElse(plain);
    }

    /**
     * @param deployment {@code stack@host}
     */
    ConfigOptions options(ConfigOptions plain, String deployment) {
        String host = deployment.substring(deployment.lastIndexOf('@') + 1);
        return engines.map(open -> options(plain, Objects.requireNonNull(hosts.get(host)), open))
                .orElse(plain);
    }

    private ConfigOptions options(ConfigOptions plain, Host host, EngineSource open) {
        return plain.with(new Pinning(new At(host, open), only));
    }

    /** Equal for the same host, so that the same question is asked once. */
    private record At(Host host, EngineSource engines) implements Pinning.Digests {

        @Override
        public Map<String, String> of(SequencedSet<String> images) {
            SequencedMap<String, String> asked = new LinkedHashMap<>();
            images.forEach(image -> asked.put(image, image));
            AtOnce<String> answers = AtOnce.ask(asked, this::digest);
            if (!answers.failures().isEmpty()) {
                throw answers.failures().firstEntry().getValue();
            }
            return answers.results();
        }

        private String digest(String image) {
            String login = engines.credentials().of(image);
            return engines.engine(host).onImages().digest(image, login);
        }
    }

    @Override
    public void close() {
        engines.ifPresent(EngineSource::close);
    }
}
