package dev.gantry.server.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How many tokens an answer has cost, seen in passing: what the upstream says at its end where it
 * does, else one for each event of a stream. Keeps the last bytes alone.
 */
public final class Usage {
    private static final int KEPT = 2048;
    private static final int LARGEST = 999_999_999;
    private static final byte[][] PROMPT =
            names("prompt_tokens", "input_tokens", "prompt_eval_count");
    private static final byte[][] ANSWER =
            names("completion_tokens", "output_tokens", "eval_count");

    /** The last bytes, at least {@link #KEPT} of them where there are as many. */
    private byte[] tail = new byte[0];

    private int length;
    private long events;
    private boolean lineStart = true;

    /**
     * The next bytes of the answer.
     *
     * @param bytes stay as they are from now on
     * @param stream whether it is one of server-sent events
     */
    public void pass(byte[] bytes, boolean stream) {
        if (stream) {
            count(bytes);
        }
        if (length == 0 || bytes.length >= KEPT) {
            tail = bytes;
            length = bytes.length;
            return;
        }
        if (length + bytes.length > tail.length) {
            makeRoom(bytes.length);
        }
        System.arraycopy(bytes, 0, tail, length, bytes.length);
        length += bytes.length;
    }

    /** Doubles it, up to twice of what is kept; there, the older half goes. */
    private void makeRoom(int more) {
        int kept = Math.min(length, KEPT);
        int room = Math.min(2 * KEPT, Math.max(2 * tail.length, kept + more));
        byte[] next = new byte[Math.max(room, kept + more)];
        System.arraycopy(tail, length - kept, next, 0, kept);
        tail = next;
        length = kept;
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

    /** The number behind the last of these names; -1: there is none. */
    private long last(byte[][] names) {
        for (int at = length - 1; at >= 0; at--) {
            if (tail[at] == ':') {
                long number = named(names, at) ? number(at + 1) : -1;
                if (number >= 0) {
                    return number;
                }
            }
        }
        return -1;
    }

    private boolean named(byte[][] names, int colon) {
        int end = colon;
        while (end > 0 && blank(tail[end - 1])) {
            end--;
        }
        for (byte[] name : names) {
            int from = end - name.length;
            if (from >= 0 && Arrays.equals(tail, from, end, name, 0, name.length)) {
                return true;
            }
        }
        return false;
    }

    private long number(int from) {
        int at = from;
        while (at < length && blank(tail[at])) {
            at++;
        }
        long number = -1;
        for (; at < length && tail[at] >= '0' && tail[at] <= '9'; at++) {
            number = Math.min(LARGEST, Math.max(0, number) * 10 + tail[at] - '0');
        }
        return number;
    }

    private static boolean blank(byte one) {
        return one == ' ' || one == '\n' || one == '\r' || one == '\t';
    }

    private static byte[][] names(String... names) {
        byte[][] quoted = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            quoted[i] = ('"' + names[i] + '"').getBytes(StandardCharsets.US_ASCII);
        }
        return quoted;
    }
}
