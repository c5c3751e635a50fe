package dev.gantry.models;

import dev.gantry.doc.Fields;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a model is what its Modelfile says. What the file does not say it has from the one that
 * it is made from: Ollama puts what the file says in the place of that, merges parameters by name,
 * and adds licences.
 *
 * @param request see {@link Modelfile}
 * @param shown Ollama's answer to {@code POST /api/show}
 * @param base the same of the model that it is made from; {@code shown} again where nobody can
 *     tell, so that what the file does not say does not count
 */
record Likeness(Fields request, Fields shown, Fields base) {
    private static final Pattern USUAL = Pattern.compile("^(registry\\.ollama\\.ai/)?(library/)?");
    private static final Pattern PARAMETER = Pattern.compile("(\\S+)\\s+(.*)");

    /** Ollama itself gives some families a token of theirs to stop at. */
    private static final Pattern TOKEN = Pattern.compile("<.*>");

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(e[+-]\\d{1,3})?");
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|.)");

    /** What is different, in the words of a Modelfile. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        String parent = shown.map("details").text("parent_model");
        if (!parent.isEmpty() && !same(parent, request.text("from"))) {
            differences.add("FROM");
        }
        for (String key : List.of("system", "template")) {
            if (!said(key).text(key).equals(shown.text(key))) {
                differences.add(key.toUpperCase(Locale.ROOT));
            }
        }
        differences.addAll(parameters());
        if (!licensed()) {
            differences.add("LICENSE");
        }
        if (!messages(said("messages")).equals(messages(shown))) {
            differences.add("MESSAGE");
        }
        return differences;
    }

    /** Who says it: the file, else the model that this one is made from. */
    private Fields said(String key) {
        boolean here = request.has("messages") && key.equals("messages");
        return here || !request.text(key).isEmpty() ? request : base;
    }

    /** Whether two names mean one model. */
    static boolean same(String model, String other) {
        return name(model).equals(name(other));
    }

    /** Without what Ollama leaves out of a model's name, and with the tag that it adds. */
    private static String name(String model) {
        String name = USUAL.matcher(model.toLowerCase(Locale.ROOT)).replaceFirst("");
        return name.indexOf(':', name.lastIndexOf('/') + 1) < 0 ? name + ":latest" : name;
    }

    private static List<String> messages(Fields fields) {
        return fields.maps("messages").stream()
                .map(one -> one.text("role") + " " + one.text("content"))
                .toList();
    }

    /** The texts of the file, and nothing else beside those of the model that it is made from. */
    private boolean licensed() {
        String present = shown.text("license");
        String others = present.replace(base.text("license"), "");
        for (String text : request.texts("license")) {
            if (!present.contains(text)) {
                return false;
            }
            others = others.replace(text, "");
        }
        return others.isBlank();
    }

    private List<String> parameters() {
        SequencedMap<String, List<String>> present = parameters(shown);
        SequencedMap<String, List<String>> inherited = parameters(base);
        SequencedMap<String, Boolean> alike = new LinkedHashMap<>();
        request.map("parameters")
                .node()
                .entries()
                .forEach((name, entry) ->
                        alike.put(name, values(entry.value()).equals(present.get(name))));
        for (var all : List.of(present, inherited)) {
            all.keySet()
                    .forEach(name ->
                            alike.putIfAbsent(
                                    name, own(name, present).equals(own(name, inherited))));
        }
        return alike.entrySet().stream()
                .filter(one -> !one.getValue())
                .map(one -> "PARAMETER " + one.getKey())
                .toList();
    }

    /** Without those that nobody may have asked for. */
    private static List<String> own(String name, SequencedMap<String, List<String>> parameters) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return name.equals("stop")
                ? values.stream().filter(one -> !TOKEN.matcher(one).matches()).toList()
                : values;
    }

    /** Ollama shows a line for each value: {@code num_ctx 4096}, {@code stop "User:"}. */
    private static SequencedMap<String, List<String>> parameters(Fields shown) {
        SequencedMap<String, List<String>> parameters = new LinkedHashMap<>();
        for (String line : shown.text("parameters").lines().toList()) {
            Matcher words = PARAMETER.matcher(line);
            if (words.matches()) {
                parameters
                        .computeIfAbsent(words.group(1), _ -> new ArrayList<>())
                        .add(value(words.group(2)));
            }
        }
        return parameters;
    }

    private static List<String> values(Node written) {
        return switch (written) {
            case ListNode list ->
                    list.items().stream().flatMap(one -> values(one).stream()).toList();
            case ScalarNode one -> List.of(one.isString() ? one.text() : number(one.text()));
            case MapNode _ -> List.of();
        };
    }

    private static String value(String shown) {
        boolean quoted = shown.length() > 1 && shown.startsWith("\"") && shown.endsWith("\"");
        return quoted ? unescaped(shown.substring(1, shown.length() - 1)) : number(shown);
    }

    /** {@code 1e+06} and {@code 1000000} are one. */
    private static String number(String text) {
        return NUMBER.matcher(text).matches()
                ? new BigDecimal(text).stripTrailingZeros().toPlainString()
                : text;
    }

    /**
     * @see <a href="https://go.dev/ref/spec#Rune_literals">Go: escapes in texts</a>
     */
    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(character(escape.group(1))));
    }

    private static String character(String escape) {
        return switch (escape.charAt(0)) {
            case 'a' -> "\u0007";
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'v' -> "\u000b";
            case 'x', 'u', 'U' -> point(escape);
            default -> escape;
        };
    }

    private static String point(String escape) {
        int point = escape.length() > 1 ? Integer.parseUnsignedInt(escape.substring(1), 16) : -1;
        return Character.isValidCodePoint(point) ? Character.toString(point) : escape;
    }
}
