package dev.gantry.cli;

import dev.gantry.diag.UsageException;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * The keys that leave a container's process alone: {@code ctrl-p,ctrl-q} unless the command line or
 * {@code detachKeys} of the Docker CLI's {@code config.json} say others.
 *
 * @param text as the engine wants them
 * @param keys their codes in ASCII; at least one
 */
record DetachKeys(String text, String keys) {
    static final Option OPTION =
            Option.one(
                    "detach-keys",
                    "KEYS",
                    "Keys that detach from a terminal: ctrl-p,ctrl-q unless it says");

    /** What is said then, in Docker's words. */
    static final String DETACHED = "read escape sequence";

    private static final String USUAL = "ctrl-p,ctrl-q";
    private static final String CTRL = "ctrl-";

    /** By their order they are the control characters of ASCII. */
    private static final String WITH_CTRL = "@abcdefghijklmnopqrstuvwxyz[\\]^_";

    static DetachKeys of(Session session) {
        String asked = session.arguments().text(OPTION);
        String configured = asked.isEmpty() ? session.docker().detachKeys() : asked;
        String text = configured.isEmpty() ? USUAL : configured;
        return parse(text)
                .orElseThrow(() ->
                        new UsageException(
                                "\"" + text + "\" are no keys to detach with",
                                "write them with commas between: a, ctrl-a … ctrl-z, ctrl-@,"
                                        + " ctrl-[, ctrl-\\, ctrl-], ctrl-^ or ctrl-_"));
    }

    static Optional<DetachKeys> parse(String text) {
        StringBuilder keys = new StringBuilder();
        for (String key : text.split(",", -1)) {
            int code = key.length() == 1 ? key.charAt(0) : control(key);
            if (code < 0 || code > 0x7f) {
                return Optional.empty();
            }
            keys.append((char) code);
        }
        return Optional.of(new DetachKeys(text, keys.toString()));
    }

    private static int control(String key) {
        return key.startsWith(CTRL) && key.length() == CTRL.length() + 1
                ? WITH_CTRL.indexOf(key.charAt(CTRL.length()))
                : -1;
    }

    /** Looks for the keys in what is typed, however it comes in pieces. */
    final class Watch {
        private int matched;

        /**
         * What of the first bytes goes on to the process: the beginning of the keys is held back
         * until it is clear that it was none. Empty when the keys are complete.
         */
        Optional<byte[]> passed(byte[] typed, int count) {
            ByteArrayOutputStream passed = new ByteArrayOutputStream();
            for (int i = 0; i < count; i++) {
                if (typed[i] != keys.charAt(matched)) {
                    keys.chars().limit(matched).forEach(passed::write);
                    matched = 0;
                }
                if (typed[i] == keys.charAt(matched)) {
                    matched++;
                } else {
                    passed.write(typed[i]);
                }
                if (matched == keys.length()) {
                    return Optional.empty();
                }
            }
            return Optional.of(passed.toByteArray());
        }
    }
}
