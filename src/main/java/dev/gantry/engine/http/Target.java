package dev.gantry.engine.http;

import java.nio.charset.StandardCharsets;

/** Builds the path and the query of a request; everything that is not plain is percent-encoded. */
public final class Target {
    private static final String HEX = "0123456789ABCDEF";

    private final StringBuilder text = new StringBuilder();
    private char separator = '?';

    private Target() {}

    /** {@code /containers/web/start} from its segments. */
    public static Target of(String... segments) {
        Target target = new Target();
        for (String segment : segments) {
            target.text.append('/');
            target.encode(segment, "");
        }
        return target;
    }

    /** Like {@link #of}, for an image: its reference keeps its slashes, as the Engine API wants. */
    public static Target ofImage(String reference) {
        return image("images", reference);
    }

    private static Target image(String collection, String reference) {
        Target target = new Target();
        target.text.append('/').append(collection).append('/');
        target.encode(reference, "/:@");
        return target;
    }

    public static Target ofImage(String reference, String last) {
        return image("images", reference, last);
    }

    /** {@code /distribution/nginx:1/json}: what is asked of the image's registry. */
    public static Target ofDistribution(String reference, String last) {
        return image("distribution", reference, last);
    }

    private static Target image(String collection, String reference, String last) {
        Target target = image(collection, reference);
        target.text.append('/').append(last);
        return target;
    }

    public Target with(String key, String value) {
        text.append(separator).append(key).append('=');
        encode(value, "");
        separator = '&';
        return this;
    }

    /** Sets {@code key} unless {@code value} is empty. */
    public Target withSome(String key, String value) {
        return value.isEmpty() ? this : with(key, value);
    }

    private void encode(String value, String kept) {
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (plain(c) || kept.indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
    }

    private static boolean plain(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
