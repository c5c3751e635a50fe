package dev.gantry.server.web;

import dev.gantry.server.gateway.Bucket;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who has tried wrong keys, by address: ten a minute, then no more for a while. {@code now} is of
 * {@link System#nanoTime}.
 */
final class LoginAttempts {
    static final int PER_MINUTE = 10;
    private static final int ADDRESSES = 10_000;

    private final Map<String, Bucket> byAddress = new LinkedHashMap<>();

    /** Whether this address may try. */
    boolean may(String address, long now) {
        Bucket bucket = byAddress.get(address);
        return bucket == null || bucket.level(now) >= 1;
    }

    void failed(String address, long now) {
        if (byAddress.size() >= ADDRESSES) {
            byAddress.remove(byAddress.keySet().iterator().next());
        }
        byAddress.computeIfAbsent(address, _ -> new Bucket(PER_MINUTE, now)).take(1, now);
    }
}
