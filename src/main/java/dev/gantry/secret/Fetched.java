package dev.gantry.secret;

import java.time.Duration;
import java.util.SequencedMap;

/** What came of asking a provider on the network for one path. */
sealed interface Fetched {

    /** The secrets, fresh. */
    record Had(SequencedMap<String, String> secrets) implements Fetched {

        /** Without the values. */
        @Override
        public String toString() {
            return "Had" + secrets.keySet();
        }
    }

    /**
     * The secrets of an earlier run, since the server was silent.
     *
     * @param why it was silent
     */
    record Kept(SequencedMap<String, String> secrets, Duration age, String why) implements Fetched {

        /** Without the values. */
        @Override
        public String toString() {
            return "Kept" + secrets.keySet();
        }
    }

    /**
     * It says no; what was kept does not count then.
     *
     * @param key the key of the provider's settings that is to blame, {@link #PATH}, or empty for
     *     all of them
     * @param next what to do about it; empty when there is nothing useful to say
     */
    record Refused(String key, String message, String next) implements Fetched {
        /** The path is: it stands at the stack, or at the provider. */
        static final String PATH = "path";

        Refused(String message, String next) {
            this("", message, next);
        }
    }

    /**
     * It cannot be asked, and nothing is kept.
     *
     * @param next what to do about it; empty when there is nothing useful to say
     */
    record Silent(String why, String next) implements Fetched {}

    /** There is nothing to log in with. */
    record NoLogin(String why, String next) implements Fetched {}
}
