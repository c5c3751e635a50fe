package dev.gantry.secret;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes new values. */
public record Generator(SecureRandom random) {
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern HEX = Pattern.compile("([0-9a-f]{2}){8,}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{10,}={1,2}");

    /** Something like {@code sk-}, by which services know their keys. */
    private static final Pattern PREFIXED = Pattern.compile("([a-z]{2,6}[-_])(.{16,})");

    /** What nobody would have written by hand, on one line, and not an address. */
    private static final Pattern ONE_WORD = Pattern.compile("(?!.*://)[!-~]{8,4096}");

    public String alphanumeric(int characters) {
        return of(LOWER + UPPER + DIGITS, characters);
    }

    /** Two characters a byte. */
    public String hex(int bytes) {
        return HexFormat.of().formatHex(bytes(bytes));
    }

    public String base64(int bytes) {
        return Base64.getEncoder().encodeToString(bytes(bytes));
    }

    /** Of version 4 (RFC 9562). */
    public String uuid() {
        ByteBuffer bytes = ByteBuffer.wrap(bytes(16));
        long most = (bytes.getLong() & ~0xF000L) | 0x4000L;
        long least = (bytes.getLong() & ~(0b11L << 62)) | 0b10L << 62;
        return new UUID(most, least).toString();
    }

    /**
     * Another value that looks the same: of the same length and kinds of characters, with
     * punctuation and a prefix such as {@code sk-} where they were. Nothing for a value that does
     * not look as if it had been generated: a short one, one of several words or lines, an address.
     */
    public Optional<String> like(String value) {
        if (!ONE_WORD.matcher(value).matches()) {
            return Optional.empty();
        }
        if (UUID_FORM.matcher(value).matches()) {
            return Optional.of(uuid());
        }
        if (HEX.matcher(value).matches() && value.chars().anyMatch(Character::isLetter)) {
            return Optional.of(hex(value.length() / 2));
        }
        if (value.length() % 4 == 0 && BASE64.matcher(value).matches()) {
            return Optional.of(base64(Base64.getDecoder().decode(value).length));
        }
        Matcher prefixed = PREFIXED.matcher(value);
        return Optional.of(
                prefixed.matches()
                        ? prefixed.group(1) + characters(prefixed.group(2))
                        : characters(value));
    }

    private String characters(String value) {
        String pool = pool(value, LOWER) + pool(value, UPPER) + pool(value, DIGITS);
        StringBuilder other = new StringBuilder();
        value.chars()
                .forEach(c ->
                        other.append(pool.indexOf(c) < 0 ? Character.toString(c) : of(pool, 1)));
        return other.toString();
    }

    private static String pool(String value, String kind) {
        return value.chars().anyMatch(c -> kind.indexOf(c) >= 0) ? kind : "";
    }

    private String of(String pool, int length) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < length; at++) {
            text.append(pool.charAt(random.nextInt(pool.length())));
        }
        return text.toString();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
