package dev.gantry.init;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells values that stand in for others from values that are meant. */
final class Placeholder {
    private static final Pattern WHOLE =
            Pattern.compile(
                    "<.*>|\\[.*\\]|\\{\\{.*\\}\\}|x{3,}|\\*{2,}|\\.{3}|todo|tbd|password|passwd|secret"
                            + "|dummy|placeholder|insecure|supersecret|mysecret");

    private static final Pattern PART =
            Pattern.compile(
                    ".*(change[-_ ]?(me|this|it)|this_password_is_insecure).*|.*[-_ ]here"
                            + "|(.*[^a-z])?(replace[-_ ]?(me|this|with)|your[-_ ]|super[-_ ]secret"
                            + "|generate[-_ ]|fill[-_ ]?(me|in)|set[-_ ]me|put[-_ ]|example[-_ ]"
                            + "|insert[-_ ]).*");

    /** The password in an address, where it is written out. */
    private static final Pattern ADDRESS =
            Pattern.compile("[a-z][a-z0-9+.-]*://[^/@:$\\s]*:([^/@$\\s]+)@.*");

    private Placeholder() {}

    /** Of a secret: nobody means to keep this one. */
    static boolean isSecret(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return WHOLE.matcher(lower).matches() || PART.matcher(lower).matches();
    }

    /** Of any other value: it is plainly there to be replaced. */
    static boolean isPlain(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.matches(
                "<.+>|.*change[-_]?me.*|(.*[^a-z])?(your(domain|name|email)|(your|replace)[-_]).*");
    }

    /** Of an address: the password in it is one that nobody means to keep. */
    static boolean isInAddress(String value) {
        Matcher address = ADDRESS.matcher(value.toLowerCase(Locale.ROOT));
        return address.matches() && isSecret(address.group(1));
    }
}
