package dev.gantry.secret;

import dev.gantry.diag.CancelledException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * One run's reading of Infisical: one login, and each path once, all that are known to be wanted at
 * the same time. Not thread-safe.
 *
 * @see LastGood
 */
final class InfisicalFetch {
    private static final int THREADS = 8;

    private final InfisicalSettings settings;
    private final Surroundings surroundings;
    private final Path directory;
    private final LastGood cache;
    private final SequencedSet<String> wanted = new LinkedHashSet<>();
    private final Map<String, Fetched> known = new LinkedHashMap<>();
    private final SequencedSet<String> unkept = new LinkedHashSet<>();
    private Optional<InfisicalClient> client = Optional.empty();

    /**
     * @param directory where relative paths of the fleet file start
     */
    InfisicalFetch(InfisicalSettings settings, Surroundings surroundings, Path directory) {
        this.settings = settings;
        this.surroundings = surroundings;
        this.directory = directory;
        this.cache = LastGood.of(surroundings, settings.cache());
    }

    /** The path will be asked for; it is fetched with the first one that is. */
    void expect(String path) {
        wanted.add(path);
    }

    /** Why answers could not be kept, in words. */
    SequencedSet<String> unkept() {
        return unkept;
    }

    /**
     * What came of a path, and of those that are expected.
     *
     * @param login asked when Infisical is first needed
     */
    Fetched get(String path, Supplier<InfisicalLogin> login) {
        wanted.add(path);
        if (!known.containsKey(path)) {
            List<String> missing = new ArrayList<>(wanted);
            missing.removeAll(known.keySet());
            fetch(missing, login);
        }
        return known.getOrDefault(path, new Fetched.Silent("it was not asked", ""));
    }

    private void fetch(List<String> paths, Supplier<InfisicalLogin> login) {
        try {
            InfisicalClient open = open(login);
            fetched(open, paths)
                    .forEach((path, outcome) -> known.put(path, settled(path, outcome)));
        } catch (Unobtainable failed) {
            paths.forEach(path -> known.put(path, settled(path, failed.outcome())));
        }
    }

    private InfisicalClient open(Supplier<InfisicalLogin> login) throws Unobtainable {
        if (client.isEmpty()) {
            HttpDoor door =
                    new HttpDoor(settings.timeout(), new Proxies(surroundings)::to, trusted());
            client =
                    Optional.of(
                            new InfisicalClient(
                                    settings, new InfisicalApi(settings, door, login.get())));
        }
        client.get().prepare();
        return client.get();
    }

    private Optional<SSLSocketFactory> trusted() throws Unobtainable {
        String file = settings.text("ca_file");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Authorities.trust(directory.resolve(file)));
        } catch (IOException unreadable) {
            throw new Unobtainable(
                    new Fetched.Refused(
                            "ca_file",
                            "the ca_file of Infisical cannot be used: " + FileWords.of(unreadable),
                            "a file of certificates in PEM, from the fleet file's directory"));
        }
    }

    private static SequencedMap<String, Fetched> fetched(
            InfisicalClient client, List<String> paths) {
        SequencedMap<String, Fetched> outcomes = new LinkedHashMap<>();
        if (paths.size() == 1) {
            outcomes.put(paths.getFirst(), client.fetch(paths.getFirst()));
            return outcomes;
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.min(THREADS, paths.size()))) {
            SequencedMap<String, Future<Fetched>> asked = new LinkedHashMap<>();
            paths.forEach(path -> asked.put(path, pool.submit(() -> client.fetch(path))));
            for (Map.Entry<String, Future<Fetched>> one : asked.entrySet()) {
                outcomes.put(one.getKey(), outcome(one.getValue(), pool));
            }
            return outcomes;
        }
    }

    /** Who is stopped stops the others before they are waited for. */
    private static Fetched outcome(Future<Fetched> asked, ExecutorService pool) {
        try {
            return asked.get();
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug);
        } catch (InterruptedException interrupted) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while asking Infisical");
        }
    }

    /** Fresh secrets are kept, and those that are kept stand in where the server is silent. */
    private Fetched settled(String path, Fetched outcome) {
        return switch (outcome) {
            case Fetched.Had(SequencedMap<String, String> secrets) -> {
                cache.keep(belonging(path), secrets).ifPresent(unkept::add);
                yield outcome;
            }
            case Fetched.Silent(String why, String next) ->
                    switch (cache.find(belonging(path))) {
                        case LastGood.Found.Secrets kept ->
                                new Fetched.Kept(kept.secrets(), kept.age(), why);
                        case LastGood.Found.Nothing(String nothing) ->
                                new Fetched.Silent(why + ", and " + nothing, next);
                    };
            case Fetched.Kept _, Fetched.Refused _, Fetched.NoLogin _ -> outcome;
        };
    }

    private String belonging(String path) {
        return String.join(
                "\n",
                settings.server().toString(),
                settings.project(),
                settings.environment(),
                path,
                "imports: " + settings.includesImports());
    }
}
