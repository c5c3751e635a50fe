package dev.gantry.secret;

import dev.gantry.diag.InputException;
import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An answer of Infisical that is an error: {@code {statusCode, message, error}}.
 *
 * @param error the name of the error's class, such as {@code TokenError}; empty when what answers
 *     is no Infisical
 * @param message what it says, without a secret
 */
record InfisicalComplaint(int status, String error, String message) {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    /**
     * @param secret what must not be in the message, were the server to say it again
     */
    static InfisicalComplaint of(HttpReply.Answer answer, String secret) {
        Fields body = object(answer.body()).orElse(new Fields(Json.object().build()));
        return new InfisicalComplaint(
                answer.status(), body.text("error"), Plainly.words(message(body), secret));
    }

    /** The JSON object that a body is. */
    static Optional<Fields> object(String body) {
        try {
            return JsonReader.read("Infisical", body) instanceof MapNode map
                    ? Optional.of(Fields.of(map))
                    : Optional.empty();
        } catch (InputException _) {
            return Optional.empty();
        }
    }

    /** A text, or of a request that is not valid a list: {@code [{path: [...], message}]}. */
    private static String message(Fields body) {
        Node message = body.node().get("message");
        if (!(message instanceof ListNode)) {
            return body.text("message");
        }
        List<String> issues = new ArrayList<>();
        for (Fields issue : body.maps("message")) {
            String path = String.join(".", issue.texts("path"));
            issues.add(
                    path.isEmpty() ? issue.text("message") : path + ": " + issue.text("message"));
        }
        return String.join("; ", issues);
    }

    /** Another login may help: a token that has expired is forbidden, not unauthorized. */
    boolean isOfToken() {
        return status == UNAUTHORIZED || (status == FORBIDDEN && error.equals("TokenError"));
    }

    /** An older server, or a newer one, has no such call: what fastify says of unknown routes. */
    boolean isUnknownCall() {
        return status == NOT_FOUND && message.startsWith("Route ");
    }

    /** Whether it is Infisical that says so. */
    boolean isOfInfisical() {
        return !error.isEmpty();
    }

    /** {@code : what it said}, or nothing. */
    String said() {
        return message.isEmpty() ? "" : ": " + message;
    }
}
