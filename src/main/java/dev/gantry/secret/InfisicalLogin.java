package dev.gantry.secret;

/** With what Gantry goes to Infisical. */
sealed interface InfisicalLogin {

    /**
     * A machine identity's universal auth.
     *
     * @param variable the variable that has the secret
     */
    record UniversalAuth(String clientId, String clientSecret, String variable)
            implements InfisicalLogin {

        /** Without the values. */
        @Override
        public String toString() {
            return "UniversalAuth[" + variable + "]";
        }
    }

    /** An access token or a service token that somebody has made. */
    record Token(String token, String variable) implements InfisicalLogin {

        /** Without the value. */
        @Override
        public String toString() {
            return "Token[" + variable + "]";
        }
    }

    /** There is nothing to go with. */
    record Missing(String why, String next) implements InfisicalLogin {}
}
