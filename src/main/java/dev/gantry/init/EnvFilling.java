package dev.gantry.init;

import dev.gantry.init.EnvProposal.Fate;
import dev.gantry.init.EnvProposal.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills one example of an env file in: secrets that are empty or stand for others are generated,
 * all else, comments and order included, stays.
 */
final class EnvFilling {
    private static final int LEAST = 32;
    private static final int USUAL = 64;
    private static final int MOST = 128;
    private static final Pattern HEX = Pattern.compile("rand -hex (\\d{1,3})");
    private static final Pattern CHARACTERS = Pattern.compile("(\\d{2,3})[-_ ]?char");
    private static final List<String> SIGNING = List.of("JWT_SECRET", "SUPABASE_JWT_SECRET");

    private final Supplier<String> random;
    private final Map<String, String> shared;
    private final long now;
    private final List<Item> items = new ArrayList<>();
    private final StringBuilder out = new StringBuilder();
    private String comment = "";
    private String signingSecret = "";
    private boolean signingIsNew;

    /**
     * @param random 64 hexadecimal digits, never the same
     * @param shared secrets by name that other env files have; what is generated here joins them
     * @param now seconds since 1970
     */
    EnvFilling(Supplier<String> random, Map<String, String> shared, long now) {
        this.random = random;
        this.shared = shared;
        this.now = now;
    }

    EnvProposal fill(String path, String from, String example, boolean exists) {
        String text = example.startsWith("\ufeff") ? example.substring(1) : example;
        List<String> lines = List.of(text.split("\n", -1));
        signing(lines);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            out.append(i == 0 ? "" : "\n");
            if (EnvLine.goesOn(line)) {
                i = copyLongValue(lines, i);
            } else {
                out.append(line(line));
            }
        }
        return new EnvProposal(path, from, out.toString(), List.copyOf(items), exists);
    }

    private int copyLongValue(List<String> lines, int start) {
        char quote = EnvLine.openQuote(lines.get(start));
        int at = start;
        out.append(lines.get(at));
        while (at + 1 < lines.size() && (at == start || lines.get(at).indexOf(quote) < 0)) {
            at++;
            out.append('\n').append(lines.get(at));
        }
        return at;
    }

    private String line(String line) {
        String end = line.endsWith("\r") ? "\r" : "";
        String body = end.isEmpty() ? line : line.substring(0, line.length() - 1);
        Optional<EnvLine> found = EnvLine.of(body);
        if (found.isEmpty()) {
            comment = body.strip().startsWith("#") ? comment + " " + body : "";
            return line;
        }
        String filled = variable(found.get());
        comment = "";
        return filled + end;
    }

    private String variable(EnvLine line) {
        Item item = item(line.name(), line.value());
        items.add(item);
        return switch (item.fate()) {
            case KEPT, STANDING_IN -> line.with(line.value());
            case EMPTY -> line.with("");
            case GENERATED -> line.with(secret(line, comment));
            case SIGNED -> {
                boolean service = line.name().toUpperCase(Locale.ROOT).contains("SERVICE");
                yield line.with(
                        SignedToken.of(service ? "service_role" : "anon", signingSecret, now));
            }
        };
    }

    private Item item(String name, String value) {
        boolean open = value.isEmpty() || Placeholder.isSecret(value);
        if (!SecretName.isSecret(name)) {
            return plain(name, value);
        }
        if (SecretName.isSigned(name)) {
            boolean stale = signingIsNew && value.startsWith("eyJ");
            if (!open && !stale) {
                return new Item(name, Fate.KEPT, "");
            }
            return signingSecret.isEmpty()
                    ? new Item(name, Fate.EMPTY, "needs a tool: a token signed with JWT_SECRET")
                    : new Item(name, Fate.SIGNED, "signed with JWT_SECRET");
        }
        if (!open) {
            return new Item(name, Fate.KEPT, "");
        }
        if (SecretName.isOfOutside(name)) {
            return new Item(name, Fate.EMPTY, "is given out by the service it is for");
        }
        return SecretName.isKeyPair(name)
                ? new Item(name, Fate.EMPTY, "needs a tool: it is one of a pair, or signed")
                : new Item(name, Fate.GENERATED, "");
    }

    private static Item plain(String name, String value) {
        if (Placeholder.isInAddress(value)) {
            return new Item(name, Fate.STANDING_IN, "the password in it stands for one of yours");
        }
        return Placeholder.isPlain(value)
                ? new Item(name, Fate.STANDING_IN, "its value stands for one of yours")
                : new Item(name, Fate.KEPT, "");
    }

    private String secret(EnvLine line, String before) {
        return shared.computeIfAbsent(
                line.name(), _ -> fresh(length(before + " " + line.rest() + " " + line.value())));
    }

    private String fresh(int length) {
        StringBuilder digits = new StringBuilder();
        while (digits.length() < length) {
            digits.append(random.get());
        }
        return digits.substring(0, length);
    }

    /** As the example asks, as far as it does and 128 bits remain. */
    private static int length(String words) {
        Matcher hex = HEX.matcher(words);
        if (hex.find()) {
            return Math.clamp(2L * Integer.parseInt(hex.group(1)), LEAST, MOST);
        }
        Matcher characters = CHARACTERS.matcher(words);
        boolean exact = characters.find() && !words.contains("at least");
        return exact ? Math.clamp(Integer.parseInt(characters.group(1)), LEAST, MOST) : USUAL;
    }

    /** The secret that tokens of this file are signed with, before any of them is met. */
    private void signing(List<String> lines) {
        String before = "";
        for (String raw : lines) {
            Optional<EnvLine> line = EnvLine.of(raw.stripTrailing());
            if (line.isEmpty()) {
                before = raw.strip().startsWith("#") ? before + " " + raw : "";
                continue;
            }
            if (SIGNING.contains(line.get().name())) {
                String value = line.get().value();
                signingIsNew = value.isEmpty() || Placeholder.isSecret(value);
                signingSecret = signingIsNew ? secret(line.get(), before) : value;
            }
            before = "";
        }
    }
}
