package dev.gantry.server.gateway;

import dev.gantry.server.dispatch.Demand;
import dev.gantry.server.dispatch.Refusal;
import dev.gantry.server.registry.ApiKey;
import dev.gantry.server.registry.Capability;
import java.time.Duration;
import java.util.Optional;

/**
 * What a request asks of the upstreams.
 *
 * @param ability as {@link Place#target} names it
 * @param lane the one that it wants; empty: the one that fits
 * @param safe whether it changes nothing, so that it may be sent again
 */
public record Asking(String ability, Capability capability, String lane, boolean safe) {

    /** Inference changes nothing; of the paths of one upstream nobody knows. */
    public static Asking of(Route.Work route, String lane) {
        return new Asking(route.capability().word(), route.capability(), lane, true);
    }

    public static Asking of(Route.Native route, String lane) {
        String ability = Place.ability(route.kind(), route.capability());
        return new Asking(ability, route.capability(), lane, true);
    }

    public static Asking of(Route.Direct route, String method, String lane) {
        boolean safe = method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
        String ability = Place.ability(route.node(), route.service());
        return new Asking(ability, Capability.OTHER, lane, safe);
    }

    /** Why this key may not. */
    public Optional<ApiError> refusal(ApiKey key, Lanes lanes, RequestBody body) {
        boolean direct = ability.startsWith("@");
        Optional<ApiError> model =
                direct && key.models().isEmpty()
                        ? Optional.empty()
                        : Access.refusal(key, body.model());
        return model.isPresent() || lane.isEmpty() ? model : Access.refusal(key, lanes, lane);
    }

    public Demand demand(ApiKey key, Lanes lanes, RequestBody body) {
        String chosen = lane.isEmpty() ? lanes.of(key, capability) : lane;
        String prefix = body.prefix().isEmpty() ? "" : body.model() + " " + body.prefix();
        return new Demand(ability, body.model(), chosen, key.id(), prefix, safe);
    }

    /** What to say to who gets no upstream. */
    public ApiError error(Refusal refusal, Catalogue catalogue) {
        return switch (refusal) {
            case Refusal.Busy busy ->
                    ApiError.busy(
                            429,
                            "lane_full",
                            "the lane \""
                                    + busy.lane().name()
                                    + "\" is full: "
                                    + busy.waiting()
                                    + " requests wait",
                            busy.retryAfter());
            case Refusal.Unavailable none ->
                    ApiError.busy(
                            503,
                            "no_upstream",
                            "no upstream for "
                                    + what(none.demand())
                                    + " is available at the moment",
                            none.retryAfter());
            case Refusal.Unknown unknown -> unknown(unknown.demand(), catalogue);
        };
    }

    private ApiError unknown(Demand demand, Catalogue catalogue) {
        if (demand.model().isEmpty() || !catalogue.anybodyCan(ability)) {
            return ability.startsWith("@")
                    ? ApiError.of(
                            404, "unknown_upstream", "there is no upstream " + ability.substring(1))
                    : ApiError.busy(
                            503,
                            "no_upstream",
                            "no upstream for " + ability + " is known",
                            Duration.ofSeconds(10));
        }
        return ApiError.of(
                404, "model_not_found", "no upstream offers " + what(demand) + "; see /v1/models");
    }

    private String what(Demand demand) {
        String whom = ability.startsWith("@") ? "requests to " + ability.substring(1) : ability;
        return demand.model().isEmpty()
                ? whom
                : whom + " with the model \"" + demand.model() + "\"";
    }
}
