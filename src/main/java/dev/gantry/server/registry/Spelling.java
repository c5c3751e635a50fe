package dev.gantry.server.registry;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** How names, addresses and paths in the registry may be written. */
final class Spelling {
    /** Longer texts are no names, models or labels. */
    static final int LONGEST = 256;

    private static final int LONGEST_HOST = 253;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern LABEL =
            Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9A-Fa-f]*");
    private static final Pattern PATH = Pattern.compile("/[^\\s\\p{Cntrl}?#\\\\]*");

    private Spelling() {}

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static boolean isVariable(String text) {
        return VARIABLE.matcher(text).matches();
    }

    /** Something to read: not empty, not endless, on one line. */
    static boolean isWords(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST
                && text.codePoints().noneMatch(Spelling::isUnprintable);
    }

    /** Lone surrogates are no characters and come back from no database. */
    static boolean isUnprintable(int character) {
        return Character.isISOControl(character)
                || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE)
                || character == 0x2028
                || character == 0x2029;
    }

    /** A host name, or an IP address without brackets. */
    static boolean isAddress(String text) {
        return AddressPolicy.literal(text).isPresent() || isHostName(text);
    }

    /**
     * What ends in a number is an IPv4 address to most programs, however it is written, and is none
     * to others.
     */
    private static boolean isHostName(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        List<String> labels = List.of(name.split("\\.", -1));
        return name.length() <= LONGEST_HOST
                && labels.stream().allMatch(label -> LABEL.matcher(label).matches())
                && !NUMBER.matcher(labels.getLast()).matches();
    }

    /**
     * A path of a URL from its first slash on, without a query, and not above where it begins. Two
     * slashes would be the beginning of a host to some.
     */
    static boolean isPath(String text) {
        return text.length() <= LONGEST
                && PATH.matcher(text).matches()
                && !text.contains("//")
                && Arrays.stream(text.split("/", -1)).noneMatch(Spelling::climbs);
    }

    private static boolean climbs(String segment) {
        String plain = segment.replace("%2e", ".").replace("%2E", ".");
        return plain.equals("..")
                || plain.equals(".")
                || segment.contains("%2f")
                || segment.contains("%2F");
    }
}
