package dev.gantry.lab;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells what long work does, one line each. Thread-safe when its sink is.
 *
 * @param sink takes a line without its end
 */
public record Progress(Consumer<String> sink, InstantSource clock) {

    public void say(String line) {
        sink.accept(line);
    }

    /** Does the work, then says what it was and how long it took. */
    <T> T timed(String what, Supplier<T> work) {
        var start = clock.instant();
        T result = work.get();
        say(what + " (" + seconds(Duration.between(start, clock.instant())) + ")");
        return result;
    }

    void timed(String what, Runnable work) {
        timed(
                what,
                () -> {
                    work.run();
                    return true;
                });
    }

    /** One decimal: {@code 4.2 s}. */
    static String seconds(Duration duration) {
        long tenths = (duration.toMillis() + 50) / 100;
        return tenths / 10 + "." + tenths % 10 + " s";
    }
}
