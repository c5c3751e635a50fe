package dev.gantry.server.web;

import dev.gantry.server.gateway.Access;
import dev.gantry.server.gateway.ApiError;
import dev.gantry.server.registry.ApiKey;
import dev.gantry.server.registry.KeyHash;
import dev.gantry.server.registry.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whose request it is. */
final class Keys {
    /** Everybody, on a server that asks for no keys. */
    private static final ApiKey ANYBODY =
            new ApiKey(
                    "anybody",
                    "anybody",
                    ApiKey.Role.ADMIN,
                    false,
                    List.of(),
                    List.of(),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    Instant.EPOCH);

    private final boolean wanted;
    private final Sessions sessions = new Sessions();

    /** Of forms where there are no sessions: pages of other sites do not know it either. */
    private final String everybodysToken = Sessions.random();

    private Snapshot snapshot = Snapshot.EMPTY;
    private Map<String, ApiKey> byId = Map.of();

    /**
     * @param wanted whether a request needs a key
     */
    Keys(boolean wanted) {
        this.wanted = wanted;
    }

    boolean wanted() {
        return wanted;
    }

    void accept(Snapshot now) {
        snapshot = now;
        byId =
                now.keys().values().stream()
                        .collect(Collectors.toMap(ApiKey::id, Function.identity()));
        Set<String> good =
                now.keys().values().stream()
                        .filter(key -> refusal(Optional.of(key), true).isEmpty())
                        .map(ApiKey::id)
                        .collect(Collectors.toSet());
        sessions.retain(good);
    }

    /** Empty: it shows no key, or one that nobody has. */
    Optional<ApiKey> of(Incoming incoming) {
        if (!wanted) {
            return Optional.of(ANYBODY);
        }
        Optional<String> shown = incoming.key();
        return shown.isPresent() ? shown.flatMap(this::of) : ofChat(incoming);
    }

    /**
     * Of a request that the chat page makes. Other sites' pages cannot make one like it: they do
     * not know the token of the session, and the browser says where a request comes from.
     */
    private Optional<ApiKey> ofChat(Incoming incoming) {
        boolean asked = incoming.path().startsWith("/v1/") && incoming.fromOwnPage();
        Optional<Visitor> visitor = asked ? visitor(incoming) : Optional.empty();
        Optional<ApiKey> key =
                visitor.filter(one -> one.knows(incoming.field(Visitor.TOKEN_FIELD)))
                        .map(Visitor::key);
        key.ifPresent(_ -> goesOn(incoming));
        return key;
    }

    /** Somebody does something in the session of this request. */
    void goesOn(Incoming incoming) {
        sessions.use(incoming.cookie(Sessions.COOKIE), System.nanoTime());
    }

    Sessions sessions() {
        return sessions;
    }

    /** Who looks at the dashboard; empty: nobody that may. */
    Optional<Visitor> visitor(Incoming incoming) {
        if (!wanted) {
            return Optional.of(new Visitor(ANYBODY, everybodysToken));
        }
        return sessions.find(incoming.cookie(Sessions.COOKIE), System.nanoTime())
                .flatMap(session ->
                        ofId(session.keyId()).map(key -> new Visitor(key, session.token())));
    }

    private Optional<ApiKey> ofId(String id) {
        return Optional.ofNullable(byId.get(id))
                .filter(key -> refusal(Optional.of(key), true).isEmpty());
    }

    /** Why what has come in with this key goes no further. */
    Optional<ApiError> refusal(ApiKey key) {
        return wanted ? Access.refusal(Optional.ofNullable(byId.get(key.id()))) : Optional.empty();
    }

    Optional<ApiKey> of(String text) {
        return Optional.ofNullable(snapshot.keys().get(KeyHash.of(text)));
    }

    /** Why it has no access; of an administrator's path too. */
    static Optional<ApiError> refusal(Optional<ApiKey> key, boolean administration) {
        return Access.refusal(key)
                .or(() ->
                        administration && key.stream().noneMatch(Keys::administers)
                                ? Optional.of(
                                        ApiError.of(
                                                403,
                                                "not_an_admin",
                                                "this needs a key with the role admin"))
                                : Optional.empty());
    }

    private static boolean administers(ApiKey key) {
        return key.role() == ApiKey.Role.ADMIN;
    }
}
