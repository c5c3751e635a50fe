package dev.gantry.server.web;

import dev.gantry.server.gateway.Access;
import dev.gantry.server.gateway.ApiError;
import dev.gantry.server.registry.ApiKey;
import dev.gantry.server.registry.KeyHash;
import dev.gantry.server.registry.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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
    private Snapshot snapshot = Snapshot.EMPTY;

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
    }

    /** Empty: it shows no key, or one that nobody has. */
    Optional<ApiKey> of(Incoming incoming) {
        return wanted ? incoming.key().flatMap(this::of) : Optional.of(ANYBODY);
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
