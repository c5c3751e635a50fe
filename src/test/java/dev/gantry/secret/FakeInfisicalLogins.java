package dev.gantry.secret;

import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Machine identities of a {@link FakeInfisical}: three wrong logins lock one for five minutes, a
 * renewal that would outlive the token's longest life deletes the token, and a token that has
 * expired is forbidden, not unauthorized.
 */
final class FakeInfisicalLogins {
    private static final int THRESHOLD = 3;
    private static final Duration LOCK = Duration.ofMinutes(5);
    private static final Duration FORGETS = Duration.ofSeconds(30);

    private record Token(Instant created, Instant expires) {}

    private record Failures(int number, Instant last) {}

    private final InstantSource clock;
    private final Map<String, String> secrets = new HashMap<>();
    private final Map<String, Token> tokens = new HashMap<>();
    private final Map<String, Failures> failures = new HashMap<>();
    private Duration life = Duration.ofDays(30);
    private Duration longest = Duration.ofDays(30);
    private int made;

    FakeInfisicalLogins(InstantSource clock) {
        this.clock = clock;
    }

    void identity(String id, String secret) {
        secrets.put(id, secret);
    }

    void lives(Duration each, Duration most) {
        life = each;
        longest = most;
    }

    /** One that somebody has made by hand. */
    void token(String token) {
        tokens.put(token, new Token(clock.instant(), Instant.MAX));
    }

    /** The ones given so far are of no use any more. */
    void expireTokens() {
        tokens.replaceAll((_, token) -> new Token(token.created(), clock.instant()));
    }

    int made() {
        return made;
    }

    FakeReply login(Fields body) {
        String id = body.text("clientId");
        Failures before = failures.getOrDefault(id, new Failures(0, Instant.EPOCH));
        Duration since = Duration.between(before.last(), clock.instant());
        if (before.number() >= THRESHOLD && since.compareTo(LOCK) < 0) {
            return FakeReply.error(
                    401,
                    "Unauthorized",
                    "This identity auth method is temporarily locked, please try again later");
        }
        if (!body.text("clientSecret").equals(secrets.get(id))) {
            int number = since.compareTo(FORGETS) < 0 ? before.number() + 1 : 1;
            failures.put(id, new Failures(number, clock.instant()));
            return FakeReply.error(401, "Unauthorized", "Invalid credentials");
        }
        failures.remove(id);
        return FakeReply.ok(fresh(clock.instant()));
    }

    private MapNode fresh(Instant created) {
        String token = "fake-token-" + ++made;
        tokens.put(token, new Token(created, clock.instant().plus(life)));
        return shape(token);
    }

    private MapNode shape(String token) {
        return Json.object()
                .put("accessToken", Json.of(token))
                .put("expiresIn", Json.of(life.toSeconds()))
                .put("accessTokenMaxTTL", Json.of(longest.toSeconds()))
                .put("tokenType", Json.of("Bearer"))
                .build();
    }

    FakeReply renew(Fields body) {
        String token = body.text("accessToken");
        Token known = tokens.get(token);
        if (known == null || !known.expires().isAfter(clock.instant())) {
            return refused();
        }
        Instant until = clock.instant().plus(life);
        if (until.isAfter(known.created().plus(longest))) {
            tokens.remove(token);
            return FakeReply.error(
                    401,
                    "Unauthorized",
                    "Failed to renew MI access token due to Max TTL expiration");
        }
        tokens.put(token, new Token(known.created(), until));
        return FakeReply.ok(shape(token));
    }

    /** Whether the header {@code Authorization} lets somebody in. */
    boolean knows(String authorization) {
        Token token = tokens.get(authorization.replaceFirst("^Bearer ", ""));
        return token != null && token.expires().isAfter(clock.instant());
    }

    static FakeReply refused() {
        return FakeReply.error(
                403, "TokenError", "Your token has expired. Please re-authenticate.");
    }
}
