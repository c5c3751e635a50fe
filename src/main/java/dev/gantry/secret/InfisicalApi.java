package dev.gantry.secret;

import dev.gantry.diag.CancelledException;
import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Calls to Infisical with one login for all of them. A token that is refused is replaced once; a
 * login that is refused is not tried again, since three of them lock the machine identity. Tokens
 * are never renewed: with the server's defaults that destroys them.
 */
final class InfisicalApi {
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final int REDIRECT = 300;
    private static final int ERROR = 400;

    private final InfisicalSettings settings;
    private final HttpDoor door;
    private final InfisicalLogin login;
    private final InfisicalWords words;
    private String token = "";
    private boolean replaced;
    private Optional<Fetched> refusal = Optional.empty();

    InfisicalApi(InfisicalSettings settings, HttpDoor door, InfisicalLogin login) {
        this.settings = settings;
        this.door = door;
        this.login = login;
        this.words = InfisicalWords.of(settings);
    }

    InfisicalWords words() {
        return words;
    }

    /**
     * The answer to {@code GET /api/PATH}.
     *
     * @return empty when the server has no such call
     * @throws Unobtainable when it is silent, or says no
     */
    Optional<Fields> get(String path, Map<String, String> query) throws Unobtainable {
        URI uri = uri(path, query);
        String used = token();
        HttpReply.Answer answer = ask(HttpRequest.get(uri, used));
        if (isError(answer) && complaint(answer).isOfToken()) {
            used = tokenInPlaceOf(used, complaint(answer));
            answer = ask(HttpRequest.get(uri, used));
        }
        if (isError(answer)) {
            InfisicalComplaint complaint = complaint(answer);
            if (complaint.isUnknownCall()) {
                return Optional.empty();
            }
            throw new Unobtainable(
                    complaint.isOfToken() ? words.token(complaint, login) : words.other(complaint));
        }
        return Optional.of(object(answer));
    }

    /**
     * Logs in, if that was not done yet.
     *
     * @throws Unobtainable when there is no login, or it was refused, now or before
     */
    synchronized String token() throws Unobtainable {
        if (refusal.isPresent()) {
            throw new Unobtainable(refusal.get());
        }
        if (token.isEmpty()) {
            try {
                token = logIn();
            } catch (Unobtainable failed) {
                refusal = Optional.of(failed.outcome());
                throw failed;
            }
        }
        return token;
    }

    /** Several paths may find out at the same time that the token is of no use any more. */
    private synchronized String tokenInPlaceOf(String stale, InfisicalComplaint complaint)
            throws Unobtainable {
        if (!stale.equals(token)) {
            return token();
        }
        if (replaced || login instanceof InfisicalLogin.Token) {
            throw new Unobtainable(words.token(complaint, login));
        }
        replaced = true;
        token = "";
        return token();
    }

    private String logIn() throws Unobtainable {
        return switch (login) {
            case InfisicalLogin.Token(String given, String _) -> given;
            case InfisicalLogin.Missing(String why, String next) ->
                    throw new Unobtainable(new Fetched.NoLogin(why, next));
            case InfisicalLogin.UniversalAuth identity -> logIn(identity);
        };
    }

    private String logIn(InfisicalLogin.UniversalAuth identity) throws Unobtainable {
        String body =
                JsonWriter.compact(
                        Json.object()
                                .put("clientId", Json.of(identity.clientId()))
                                .put("clientSecret", Json.of(identity.clientSecret()))
                                .build());
        URI uri = uri("v1/auth/universal-auth/login", Map.of());
        HttpReply.Answer answer = ask(HttpRequest.post(uri, body));
        if (isError(answer)) {
            throw new Unobtainable(words.login(complaint(answer), identity.variable()));
        }
        String fresh = object(answer).text("accessToken");
        if (fresh.isEmpty()) {
            throw new Unobtainable(words.foreign("its login gives no token"));
        }
        return fresh;
    }

    /** An answer that is no 5xx: those count as silence. */
    private HttpReply.Answer ask(HttpRequest request) throws Unobtainable {
        HttpReply.Answer answer = answer(request);
        if (answer.status() == TOO_MANY) {
            waitFor(answer.retryAfter());
            answer = answer(request);
        }
        if (answer.status() >= SERVER_ERROR || answer.status() == TOO_MANY) {
            InfisicalComplaint complaint = complaint(answer);
            throw new Unobtainable(
                    new Fetched.Silent("it answers " + answer.status() + complaint.said(), ""));
        }
        if (answer.status() >= REDIRECT && answer.status() < ERROR) {
            throw new Unobtainable(words.redirect(answer.redirect()));
        }
        return answer;
    }

    private HttpReply.Answer answer(HttpRequest request) throws Unobtainable {
        return switch (door.ask(request)) {
            case HttpReply.Answer answer -> answer;
            case HttpReply.Silence(String why, String next) ->
                    throw new Unobtainable(new Fetched.Silent(why, next));
        };
    }

    private void waitFor(String retryAfter) throws Unobtainable {
        Duration asked =
                retryAfter.matches("\\d{1,6}")
                        ? Duration.ofSeconds(Long.parseLong(retryAfter))
                        : Duration.ofSeconds(1);
        if (asked.compareTo(settings.timeout()) > 0) {
            throw new Unobtainable(
                    new Fetched.Silent(
                            "it asks to be left alone for " + Spans.words(asked),
                            "try again then"));
        }
        try {
            Thread.sleep(asked);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while waiting for Infisical");
        }
    }

    private static boolean isError(HttpReply.Answer answer) {
        return answer.status() >= ERROR;
    }

    private InfisicalComplaint complaint(HttpReply.Answer answer) {
        return InfisicalComplaint.of(
                answer,
                switch (login) {
                    case InfisicalLogin.UniversalAuth identity -> identity.clientSecret();
                    case InfisicalLogin.Token given -> given.token();
                    case InfisicalLogin.Missing _ -> "";
                });
    }

    private Fields object(HttpReply.Answer answer) throws Unobtainable {
        return InfisicalComplaint.object(answer.body())
                .orElseThrow(
                        () -> new Unobtainable(words.foreign("what it says is no JSON object")));
    }

    private URI uri(String path, Map<String, String> query) {
        String parameters =
                query.entrySet().stream()
                        .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                        .collect(Collectors.joining("&"));
        return URI.create(
                settings.server()
                        + "/api/"
                        + path
                        + (parameters.isEmpty() ? "" : "?" + parameters));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
