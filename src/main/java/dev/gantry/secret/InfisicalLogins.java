package dev.gantry.secret;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Finds the login: the client id and secret of a machine identity, which can log in again, before a
 * token, which cannot. The variables are those of Infisical's own command line unless the fleet
 * file names others.
 *
 * @param variables name to value: of the environment, or of an earlier provider; empty for none
 */
record InfisicalLogins(InfisicalSettings settings, UnaryOperator<String> variables) {
    private static final String AUTH = "INFISICAL_UNIVERSAL_AUTH_";

    InfisicalLogin find() {
        String idVariable = named("client_id_variable", AUTH + "CLIENT_ID");
        String secretVariable = named("client_secret_variable", AUTH + "CLIENT_SECRET");
        String id = variables.apply(idVariable);
        String secret = variables.apply(secretVariable);
        if (!id.isEmpty() && !secret.isEmpty()) {
            return new InfisicalLogin.UniversalAuth(id, secret, secretVariable);
        }
        for (String name : tokens()) {
            String token = variables.apply(name);
            if (!token.isEmpty()) {
                return new InfisicalLogin.Token(token, name);
            }
        }
        String missing =
                id.isEmpty() && secret.isEmpty()
                        ? idVariable + " and " + secretVariable + " have"
                        : (id.isEmpty() ? idVariable : secretVariable) + " has";
        return new InfisicalLogin.Missing(
                missing + " no value, and there is no " + tokens().getFirst(),
                "give them in the environment, or in an env_file before it in secrets");
    }

    private List<String> tokens() {
        String own = settings.text("token_variable");
        return own.isEmpty() ? List.of("INFISICAL_TOKEN", AUTH + "ACCESS_TOKEN") : List.of(own);
    }

    private String named(String key, String otherwise) {
        String own = settings.text(key);
        return own.isEmpty() ? otherwise : own;
    }
}
