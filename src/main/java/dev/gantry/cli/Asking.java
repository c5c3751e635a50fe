package dev.gantry.cli;

import dev.gantry.diag.CancelledException;
import dev.gantry.diag.OperationException;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * The same question to hosts or containers, to each as soon as it is known, while the asker goes on
 * with something else.
 */
final class Asking<K, T> implements AutoCloseable {
    private final Function<K, T> question;
    private final ExecutorService pool;
    private final SequencedMap<String, Future<T>> futures = new LinkedHashMap<>();

    /**
     * @param threads how many questions may wait for their answer at the same time
     */
    Asking(Function<K, T> question, int threads) {
        this.question = question;
        this.pool = Executors.newFixedThreadPool(Math.max(1, threads));
    }

    void ask(String name, K one) {
        futures.computeIfAbsent(name, _ -> pool.submit(() -> question.apply(one)));
    }

    /** Asks those of them that were not asked yet, and waits for the answers of these alone. */
    AtOnce<T> answers(SequencedMap<String, K> wanted) {
        wanted.forEach(this::ask);
        AtOnce<T> answers = new AtOnce<>(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (String name : wanted.keySet()) {
            take(answers, name, Objects.requireNonNull(futures.get(name)));
        }
        return answers;
    }

    private static <T> void take(AtOnce<T> answers, String name, Future<T> answer) {
        try {
            answers.results().put(name, answer.get());
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case OperationException silent -> answers.failures().put(name, silent);
                case RuntimeException bug -> throw bug;
                case Error bug -> throw bug;
                case null, default -> throw new IllegalStateException(failed);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while asking the engines");
        }
    }

    /** Gives up the questions whose answer nobody has waited for. */
    @Override
    public void close() {
        pool.shutdownNow();
        pool.close();
    }
}
