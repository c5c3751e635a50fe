package dev.gantry.cli;

import dev.gantry.diag.OperationException;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * The same question to several hosts or containers, at the same time.
 *
 * @param failures name to why there is no result
 */
record AtOnce<T>(
        SequencedMap<String, T> results, SequencedMap<String, OperationException> failures) {
    static final int THREADS = 16;

    static <K, T> AtOnce<T> ask(SequencedMap<String, K> asked, Function<K, T> question) {
        return ask(asked, question, THREADS);
    }

    /**
     * @param threads how many questions may wait for their answer at the same time
     */
    static <K, T> AtOnce<T> ask(
            SequencedMap<String, K> asked, Function<K, T> question, int threads) {
        try (Asking<K, T> asking = new Asking<>(question, threads)) {
            return asking.answers(asked);
        }
    }

    /** With what a command ends that told its failures. */
    ExitCode exitCode() {
        if (failures.isEmpty()) {
            return ExitCode.DONE;
        }
        return results.isEmpty() ? ExitCode.FAILED : ExitCode.PARTLY;
    }
}
