package dev.gantry.server.gateway;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many tokens an answer has cost, seen in passing: what the upstream says at its end where it
 * does, else one for each event of a stream. Keeps the last bytes alone.
 */
public final class Usage {
    private static final int KEPT = 4096;
    private static final Pattern PROMPT =
            Pattern.compile(
                    "\"(?:prompt_tokens|input_tokens|prompt_eval_count)\"\\s*:\\s*(\\d{1,9})");
    private static final Pattern ANSWER =
            Pattern.compile(
                    "\"(?:completion_tokens|output_tokens|eval_count)\"\\s*:\\s*(\\d{1,9})");

    private final byte[] tail = new byte[KEPT];
    private long seen;
    private long events;
    private boolean lineStart = true;

    /**
     * The next bytes of the answer.
     *
     * @param stream whether it is one of server-sent events
     */
    public void pass(byte[] bytes, boolean stream) {
        if (stream) {
            count(bytes);
        }
        int from = Math.max(0, bytes.length - KEPT);
        for (int i = from; i < bytes.length; ) {
            int at = (int) ((seen + i) % KEPT);
            int length = Math.min(bytes.length - i, KEPT - at);
            System.arraycopy(bytes, i, tail, at, length);
            i += length;
        }
        seen += bytes.length;
    }

    /** Lines that begin with a {@code d}: {@code data: …}. */
    private void count(byte[] bytes) {
        for (byte one : bytes) {
            if (lineStart && one == 'd') {
                events++;
            }
            lineStart = one == '\n';
        }
    }

    /** Events so far: about one a token. */
    public long events() {
        return events;
    }

    /** Of the answer alone. */
    public long answerTokens() {
        long said = last(ANSWER);
        return said > 0 ? said : events;
    }

    /** Of the prompt and the answer. */
    public long tokens() {
        return Math.max(0, last(PROMPT)) + answerTokens();
    }

    private long last(Pattern pattern) {
        Matcher matcher = pattern.matcher(text());
        long found = -1;
        while (matcher.find()) {
            found = Long.parseLong(matcher.group(1));
        }
        return found;
    }

    private String text() {
        int length = (int) Math.min(seen, KEPT);
        int start = (int) (seen < KEPT ? 0 : seen % KEPT);
        byte[] ordered = new byte[length];
        System.arraycopy(tail, start, ordered, 0, length - start);
        System.arraycopy(tail, 0, ordered, length - start, start);
        return new String(ordered, StandardCharsets.ISO_8859_1);
    }
}
