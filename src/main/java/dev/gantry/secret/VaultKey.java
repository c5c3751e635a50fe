package dev.gantry.secret;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the key of a vault comes about: the line {@code key} of its file. */
sealed interface VaultKey {
    /** The line without its first word. */
    String text();

    /** The key is kept in a file of its own. */
    record Kept() implements VaultKey {
        private static final String TEXT = "file";

        @Override
        public String text() {
            return TEXT;
        }
    }

    /**
     * The key is worked out of a passphrase, with Argon2id (RFC 9106).
     *
     * @param memory in KiB
     * @param salt in Base64
     */
    record Derived(int memory, int passes, int lanes, String salt) implements VaultKey {
        private static final Pattern FORM =
                Pattern.compile(
                        "argon2id memory=([0-9]{1,7}) passes=([0-9]{1,2}) lanes=([0-9]{1,2})"
                                + " salt=([A-Za-z0-9+/=]{22,88})");
        private static final int MOST_MEMORY = 1 << 20;
        private static final int MOST_PASSES = 24;

        /** What RFC 9106 recommends where memory is short (second option of its section 4). */
        static Derived salted(byte[] salt) {
            return new Derived(1 << 16, 3, 4, Base64.getEncoder().encodeToString(salt));
        }

        byte[] saltBytes() {
            return Base64.getDecoder().decode(salt);
        }

        /** Whether it can be worked out, and without wearing the machine out. */
        private boolean isSensible() {
            try {
                return saltBytes().length >= 16
                        && lanes >= 1
                        && passes >= 1
                        && passes <= MOST_PASSES
                        && memory >= 8 * lanes
                        && memory <= MOST_MEMORY;
            } catch (IllegalArgumentException noBase64) {
                return false;
            }
        }

        @Override
        public String text() {
            return "argon2id memory=%d passes=%d lanes=%d salt=%s"
                    .formatted(memory, passes, lanes, salt);
        }
    }

    /** Nothing where the text says no way, or one that no machine should go. */
    static Optional<VaultKey> parse(String text) {
        if (text.equals(Kept.TEXT)) {
            return Optional.of(new Kept());
        }
        Matcher found = Derived.FORM.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        Derived derived =
                new Derived(
                        Integer.parseInt(found.group(1)),
                        Integer.parseInt(found.group(2)),
                        Integer.parseInt(found.group(3)),
                        found.group(4));
        return derived.isSensible() ? Optional.of(derived) : Optional.empty();
    }
}
