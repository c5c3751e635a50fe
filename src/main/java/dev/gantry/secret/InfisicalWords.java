package dev.gantry.secret;

import dev.gantry.secret.Fetched.Refused;

/**
 * What is told when Infisical says no.
 *
 * @param server as one calls it: {@code Infisical at https://keys.example.org}
 */
record InfisicalWords(String server) {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int UNPROCESSABLE = 422;

    static InfisicalWords of(InfisicalSettings settings) {
        return new InfisicalWords("Infisical at " + settings.server());
    }

    /** A wrong login is not tried again: three wrong ones lock the identity. */
    Refused login(InfisicalComplaint complaint, String variable) {
        return switch (complaint.status()) {
            case UNAUTHORIZED -> unauthorized(complaint, variable);
            case FORBIDDEN ->
                    refused(
                            " does not let this machine identity log in from here"
                                    + complaint.said(),
                            "add this machine's address to the trusted IPs of its universal auth");
            default -> other(complaint);
        };
    }

    private Refused unauthorized(InfisicalComplaint complaint, String variable) {
        return complaint.message().contains("locked")
                ? refused(
                        " has locked this machine identity after too many wrong logins"
                                + complaint.said(),
                        "put the right value into "
                                + variable
                                + " and wait until the lock ends: five minutes, unless the identity's settings say otherwise")
                : refused(
                        " does not accept the client id and secret of "
                                + variable
                                + complaint.said(),
                        "a client secret may be wrong, expired or used up: make a new one for the machine identity");
    }

    /** Another login was no help, or there can be none. */
    Refused token(InfisicalComplaint complaint, InfisicalLogin login) {
        return switch (login) {
            case InfisicalLogin.Token(String _, String variable) ->
                    refused(
                            " does not accept the token in " + variable + complaint.said(),
                            "make a new one, or give a client id and secret, with which Gantry logs in itself");
            case InfisicalLogin.UniversalAuth _, InfisicalLogin.Missing _ ->
                    refused(
                            " does not accept the token that it has just given" + complaint.said(),
                            "look at the limits of the machine identity's tokens: uses, time to live, trusted IPs");
        };
    }

    Refused other(InfisicalComplaint complaint) {
        if (!complaint.isOfInfisical()) {
            return foreign("it answers " + complaint.status());
        }
        return switch (complaint.status()) {
            case FORBIDDEN ->
                    refused(
                            " does not let this login read there" + complaint.said(),
                            "give the machine identity a role in the project that reads these secrets, and those that they refer to");
            case NOT_FOUND ->
                    new Refused(
                            "project",
                            server + " knows no such project" + complaint.said(),
                            "project is the id or the slug in the project's settings, and the machine identity has to be one of its members");
            case BAD_REQUEST, UNPROCESSABLE ->
                    refused(" refuses the request" + complaint.said(), "mend what it names");
            default -> refused(" answers " + complaint.status() + complaint.said(), "");
        };
    }

    /** Something else answers: a proxy's page, another program. */
    Refused foreign(String how) {
        return new Refused(
                "url",
                "what answers in the place of " + server + " is not Infisical: " + how,
                "url is the address of its web page, such as https://keys.example.org");
    }

    Refused redirect(String target) {
        return new Refused(
                "url",
                server + " sends Gantry to another address: " + Plainly.words(target),
                "write that address as url");
    }

    Refused refused(String what, String next) {
        return new Refused(server + what, next);
    }
}
