package dev.gantry.engine.call;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a call was answered the time before: an engine is looked at twice, before and after its
 * locks are taken, and reading the same long answer again takes longer than asking for it.
 * Thread-safe.
 */
public final class Before<T> {
    private byte[] body = {};
    private @Nullable T value;

    /**
     * What {@code reading} makes of an answer, or made of the very same.
     *
     * @param answer JSON in UTF-8
     */
    synchronized T orRead(byte[] answer, Function<String, T> reading) {
        T known = value;
        if (known == null || !Arrays.equals(body, answer)) {
            known = reading.apply(new String(answer, StandardCharsets.UTF_8));
            value = known;
            body = answer;
        }
        return known;
    }
}
