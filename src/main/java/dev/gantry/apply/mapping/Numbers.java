package dev.gantry.apply.mapping;

import dev.gantry.doc.Fields;
import java.math.BigDecimal;

/** Numbers of the canonical form, which may be quoted; absent is zero. */
final class Numbers {
    private static final float BILLION = 1e9f;

    private Numbers() {}

    static long whole(Fields fields, String key) {
        String text = fields.text(key);
        return text.isEmpty() ? 0 : new BigDecimal(text).longValue();
    }

    /**
     * Processors as billionths. Docker Compose reckons in single precision; another way of rounding
     * would show in {@code docker inspect}.
     */
    static long nanoCpus(Fields fields, String key) {
        String text = fields.text(key);
        return text.isEmpty() ? 0 : (long) (Float.parseFloat(text) * BILLION);
    }

    static long hundredths(Fields fields, String key) {
        String text = fields.text(key);
        return text.isEmpty() ? 0 : (long) (Float.parseFloat(text) * 100f);
    }
}
