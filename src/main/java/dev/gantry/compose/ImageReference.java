package dev.gantry.compose;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image's reference with everything that is implied.
 *
 * @param name with its registry: {@code docker.io/library/nginx}
 * @param tag empty where there is a digest
 * @param digest empty where there is a tag
 * @see <a href="https://github.com/distribution/reference">distribution/reference</a>
 */
public record ImageReference(String name, String tag, String digest) {
    private static final String HUB = "docker.io";

    private static final String WORD = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
    private static final String LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
    private static final String DOMAIN =
            "(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[a-fA-F0-9:]+])(?::[0-9]+)?";
    private static final Pattern WHOLE =
            Pattern.compile(
                    "(?<name>%s/%s(?:/%s)*)(?::(?<tag>\\w[\\w.-]{0,127}))?(?:@(?<digest>%s))?"
                            .formatted(
                                    DOMAIN,
                                    WORD,
                                    WORD,
                                    "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}"));
    private static final Pattern ID = Pattern.compile("[a-f0-9]{64}");

    /** The reference that is written so; empty where it is none. */
    public static Optional<ImageReference> parse(String written) {
        Matcher whole = WHOLE.matcher(spelledOut(written));
        if (ID.matcher(written).matches() || !whole.matches()) {
            return Optional.empty();
        }
        String tag = Optional.ofNullable(whole.group("tag")).orElse("latest");
        return Optional.of(
                Optional.ofNullable(whole.group("digest"))
                        .map(digest -> new ImageReference(whole.group("name"), "", digest))
                        .orElseGet(() -> new ImageReference(whole.group("name"), tag, "")));
    }

    /**
     * With the registry, and with {@code library/} where Docker Hub has no owner; also for the
     * beginning of a reference.
     */
    public static String spelledOut(String written) {
        int slash = written.indexOf('/');
        String first = slash < 0 ? "" : written.substring(0, slash);
        boolean host =
                first.contains(".")
                        || first.contains(":")
                        || first.equals("localhost")
                        || !first.equals(first.toLowerCase(Locale.ROOT));
        String domain = host && !first.equals("index.docker.io") ? first : HUB;
        String rest = host ? written.substring(slash + 1) : written;
        return domain + "/" + (domain.equals(HUB) && !rest.contains("/") ? "library/" : "") + rest;
    }

    /** The same image, whatever its tag comes to mean. */
    String at(String other) {
        return this + "@" + other;
    }

    @Override
    public String toString() {
        return digest.isEmpty() ? name + ":" + tag : name + "@" + digest;
    }
}
