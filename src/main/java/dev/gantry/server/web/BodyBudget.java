package dev.gantry.server.web;

import dev.gantry.server.gateway.ApiError;
import java.time.Duration;
import java.util.Optional;

/** The memory for the bodies of requests to upstreams, and which of them has how much of it. */
final class BodyBudget {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final BodyLimits limits;
    private long taken;

    BodyBudget(BodyLimits limits) {
        this.limits = limits;
    }

    /** How many bytes of it are in use. */
    long taken() {
        return taken;
    }

    /** For one body. */
    Share share() {
        return new Share();
    }

    /**
     * Why a body cannot be that large.
     *
     * @param limit in bytes, as {@code wanted}
     */
    static Optional<ApiError> refusal(long wanted, long limit) {
        return wanted <= limit
                ? Optional.empty()
                : Optional.of(
                        ApiError.of(
                                413, "body_too_large", "a body may have " + limit + " bytes here"));
    }

    /** What one body has of it; nothing at first. */
    final class Share {
        private long bytes;

        private Share() {}

        /**
         * Makes it that large, unless it is already.
         *
         * @return why it cannot be
         */
        Optional<ApiError> grow(long wanted) {
            return refusal(wanted, limits.each()).or(() -> take(Math.max(0, wanted - bytes)));
        }

        private Optional<ApiError> take(long more) {
            if (taken + more > limits.together()) {
                return Optional.of(
                        ApiError.busy(
                                503,
                                "overloaded",
                                "the bodies of other requests take all the memory for them",
                                RETRY_AFTER));
            }
            taken += more;
            bytes += more;
            return Optional.empty();
        }

        /** The body is not in memory any more. */
        void giveBack() {
            taken -= bytes;
            bytes = 0;
        }
    }
}
