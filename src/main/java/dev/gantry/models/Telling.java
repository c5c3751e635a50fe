package dev.gantry.models;

import java.util.Locale;
import java.util.function.Consumer;

/** Makes a few lines of much progress: one for each status, and one for each tenth of a layer. */
final class Telling implements Consumer<Ollama.Progress> {
    private static final int TENTH = 10;
    private static final double MEGABYTE = 1e6;

    private final Consumer<String> lines;
    private String last = "";

    Telling(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void accept(Ollama.Progress progress) {
        String words = words(progress);
        if (!words.isEmpty() && !words.equals(last)) {
            last = words;
            lines.accept(words);
        }
    }

    private static String words(Ollama.Progress progress) {
        if (progress.total() <= 0) {
            return progress.status();
        }
        long tenths = progress.completed() * TENTH / progress.total();
        return String.format(
                Locale.ROOT,
                "%s: %d%% of %.1f MB",
                progress.status(),
                tenths * TENTH,
                progress.total() / MEGABYTE);
    }
}
