package dev.gantry.server.web;

/**
 * How much memory the bodies of requests may take, in bytes.
 *
 * @param each one of them; what could never fit together does not fit alone
 * @param together all that are in memory at a time
 */
public record BodyLimits(long each, long together) {
    private static final long EACH = 64L * 1024 * 1024;

    public BodyLimits {
        each = Math.min(each, together);
    }

    /**
     * Those for a heap of that size: a quarter of it for all, since a body is there twice while it
     * is sent to an upstream.
     */
    public static BodyLimits of(long heap) {
        return new BodyLimits(EACH, heap / 4);
    }
}
