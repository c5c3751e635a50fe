package dev.gantry.server.gateway;

import dev.gantry.server.registry.ApiKey;
import java.util.List;
import java.util.Optional;

/** What a key may. */
public final class Access {
    private Access() {}

    /** Why there is no entry with what the request says about itself; {@code key} is who it is. */
    public static Optional<ApiError> refusal(Optional<ApiKey> key) {
        if (key.isEmpty()) {
            return Optional.of(
                    new ApiError(
                            401,
                            "invalid_request_error",
                            "invalid_api_key",
                            "no valid key: send one as \"Authorization: Bearer …\"",
                            Optional.empty()));
        }
        return key.filter(ApiKey::disabled)
                .map(_ -> ApiError.of(401, "key_disabled", "this key has been disabled"));
    }

    /**
     * Why it may not use this model.
     *
     * @param model empty: any will do, which a key for certain models may not say
     */
    public static Optional<ApiError> refusal(ApiKey key, String model) {
        if (key.models().isEmpty() || key.models().contains(model)) {
            return Optional.empty();
        }
        String what = model.isEmpty() ? "a request without a model" : "the model \"" + model + "\"";
        return Optional.of(ApiError.of(403, "model_not_allowed", "this key is not for " + what));
    }

    /** Why it may not be in this lane. */
    public static Optional<ApiError> refusal(ApiKey key, Lanes lanes, String lane) {
        List<String> own = key.lanes();
        if (!lanes.has(lane)) {
            return Optional.of(
                    ApiError.invalid(
                            "unknown_lane",
                            "there is no lane \""
                                    + lane
                                    + "\"; there are "
                                    + String.join(", ", lanes.names())));
        }
        if (!own.isEmpty() && !own.contains(lane)) {
            return Optional.of(
                    ApiError.of(
                            403,
                            "lane_not_allowed",
                            "this key is not for the lane \"" + lane + "\""));
        }
        return Optional.empty();
    }
}
