package dev.gantry.secret;

/** What others say, so that it can stand in a message of ours. */
final class Plainly {
    private static final int LONGEST = 300;

    private Plainly() {}

    /** On one line, without control codes, cut where it has no end. */
    static String words(String said) {
        StringBuilder plain = new StringBuilder();
        said.strip()
                .codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .forEach(plain::appendCodePoint);
        return said.strip().codePointCount(0, said.strip().length()) > LONGEST
                ? plain + "…"
                : plain.toString();
    }

    /** The same, with stars in the place of a secret that is among it. */
    static String words(String said, String secret) {
        return words(secret.isEmpty() ? said : said.replace(secret, "***"));
    }
}
