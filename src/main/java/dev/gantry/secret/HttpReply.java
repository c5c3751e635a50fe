package dev.gantry.secret;

/** What came of a request. */
sealed interface HttpReply {

    /**
     * The server answered, with whatever status.
     *
     * @param retryAfter the header of that name, or empty; {@code redirect} that of {@code
     *     Location}
     */
    record Answer(int status, String body, String retryAfter, String redirect)
            implements HttpReply {

        /** Without the body, which may be a secret. */
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

    /**
     * Nothing came back that is an answer.
     *
     * @param why in words: {@code connection refused}
     * @param next what to do about it; empty when there is nothing useful to say
     */
    record Silence(String why, String next) implements HttpReply {}
}
