package dev.gantry.cli;

import dev.gantry.diag.CancelledException;
import dev.gantry.diag.OperationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * The same question to several hosts or containers, at the same time.
 *
 * @param failures name to why there is no result
 */
record AtOnce<T>(
        SequencedMap<String, T> results, SequencedMap<String, OperationException> failures) {
    private static final int THREADS = 16;

    static <K, T> AtOnce<T> ask(SequencedMap<String, K> asked, Function<K, T> question) {
        return ask(asked, question, THREADS);
    }

    /**
     * @param threads how many questions may wait for their answer at the same time
     */
    static <K, T> AtOnce<T> ask(
            SequencedMap<String, K> asked, Function<K, T> question, int threads) {
        AtOnce<T> answers = new AtOnce<>(new LinkedHashMap<>(), new LinkedHashMap<>());
        if (asked.isEmpty()) {
            return answers;
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.min(asked.size(), threads))) {
            SequencedMap<String, Future<T>> futures = new LinkedHashMap<>();
            asked.forEach((name, one) -> futures.put(name, pool.submit(() -> question.apply(one))));
            for (Map.Entry<String, Future<T>> one : futures.entrySet()) {
                answers.take(one.getKey(), one.getValue());
            }
        }
        return answers;
    }

    /** With what a command ends that told its failures. */
    ExitCode exitCode() {
        if (failures.isEmpty()) {
            return ExitCode.DONE;
        }
        return results.isEmpty() ? ExitCode.FAILED : ExitCode.PARTLY;
    }

    private void take(String host, Future<T> answer) {
        try {
            results.put(host, answer.get());
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case OperationException silent -> failures.put(host, silent);
                case RuntimeException bug -> throw bug;
                case Error bug -> throw bug;
                case null, default -> throw new IllegalStateException(failed);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while asking the engines");
        }
    }
}
