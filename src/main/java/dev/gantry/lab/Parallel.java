package dev.gantry.lab;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Does the same work for several things at a time, on platform threads. */
final class Parallel {
    private static final int THREADS = 4;

    private Parallel() {}

    /**
     * Returns when all are done.
     *
     * @throws RuntimeException the first failure, after every other work has ended
     */
    static <T> void each(Collection<T> things, Consumer<? super T> work) {
        try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            List<CompletableFuture<Void>> running =
                    things.stream()
                            .map(thing ->
                                    CompletableFuture.runAsync(() -> work.accept(thing), pool))
                            .toList();
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }
}
