package dev.gantry.server.gateway;

import dev.gantry.doc.Json;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.ScalarNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the model in a JSON body, and where it stands, in one pass over the bytes and without
 * making a tree of them: bodies may have megabytes of pictures. What it does not need to
 * understand, it leaves to the upstream.
 */
final class JsonBody {
    private static final int DEEPEST = 500;
    private static final int PREFIX = 1024;

    /** Of a model, as it is written: it is in each line of the access log. */
    private static final int LONGEST_NAME = 1024;

    private static final List<String> BEGINNINGS = List.of("instructions", "input", "prompt");
    private static final Set<String> WANTED =
            Set.of("model", "messages", "instructions", "input", "prompt");

    /** Where a value stands: its first byte, and behind its last. */
    private record Span(int from, int to) {}

    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String what, int at) {
            super("the body is not a JSON object: " + what + " at byte " + at, null, false, false);
        }
    }

    private final byte[] in;
    private int at;

    private JsonBody(byte[] in) {
        this.in = in;
    }

    static RequestBody.Reading read(byte[] bytes) {
        try {
            return new JsonBody(bytes).body();
        } catch (Malformed wrong) {
            return wrong(String.valueOf(wrong.getMessage()));
        }
    }

    static String quoted(String text) {
        return JsonWriter.compact(Json.of(text));
    }

    private static RequestBody.Reading wrong(String message) {
        return new RequestBody.Reading.Wrong(ApiError.invalid("invalid_json", message));
    }

    private RequestBody.Reading body() throws Malformed {
        Map<String, Span> members = members();
        Span model = members.get("model");
        if (model == null) {
            RequestBody body = new RequestBody(in, "", 0, 0, prefix(members));
            return new RequestBody.Reading.Done(body);
        }
        if (in[model.from()] != '"') {
            return new RequestBody.Reading.Wrong(
                    ApiError.invalid("invalid_type", "\"model\" is not a string"));
        }
        if (model.to() - model.from() > LONGEST_NAME) {
            return new RequestBody.Reading.Wrong(
                    ApiError.invalid(
                            "invalid_model",
                            "\"model\" is longer than " + LONGEST_NAME + " bytes"));
        }
        String name = text(model);
        return new RequestBody.Reading.Done(
                new RequestBody(in, name, model.from(), model.to(), prefix(members)));
    }

    /** Those that matter, by name. */
    private Map<String, Span> members() throws Malformed {
        Map<String, Span> members = new TreeMap<>();
        expect('{');
        if (next() == '}') {
            at++;
        } else {
            member(members);
            while (next() == ',') {
                at++;
                member(members);
            }
            expect('}');
        }
        blanks();
        if (at < in.length) {
            throw new Malformed("something follows it", at);
        }
        return members;
    }

    private void member(Map<String, Span> members) throws Malformed {
        blanks();
        int from = at;
        skipString();
        String written = text(new Span(from, at));
        // Ollama, as all Go programs do, takes "Model" for it too.
        String key = written.equalsIgnoreCase("model") ? "model" : written;
        expect(':');
        blanks();
        int value = at;
        skipValue();
        // Of all others there may be millions.
        boolean twice = WANTED.contains(key) && members.put(key, new Span(value, at)) != null;
        if (twice && key.equals("model")) {
            // Which of them counts, other programs may see otherwise.
            throw new Malformed("\"model\" comes twice, again", from);
        }
    }

    /** Conversations that begin alike share their system prompt and first question. */
    private String prefix(Map<String, Span> members) throws Malformed {
        Span messages = members.get("messages");
        if (messages != null && in[messages.from()] == '[') {
            return hash(new Span(messages.from(), afterTwo(messages)));
        }
        for (String other : BEGINNINGS) {
            Span span = members.get(other);
            if (span != null) {
                return hash(new Span(span.from(), Math.min(span.to(), span.from() + PREFIX)));
            }
        }
        return "";
    }

    private int afterTwo(Span messages) throws Malformed {
        at = messages.from() + 1;
        for (int i = 0; i < 2 && next() != ']'; i++) {
            skipValue();
            if (next() == ',' && i == 0) {
                at++;
            }
        }
        return at;
    }

    /** FNV-1a, 64 bits. */
    private String hash(Span span) {
        long hash = 0xcbf29ce484222325L;
        for (int i = span.from(); i < span.to(); i++) {
            hash = (hash ^ (in[i] & 0xff)) * 0x100000001b3L;
        }
        return Long.toHexString(hash);
    }

    private String text(Span string) throws Malformed {
        byte[] raw = Arrays.copyOfRange(in, string.from(), string.to());
        for (byte one : raw) {
            if (one == '\\') {
                return unescaped(raw, string.from());
            }
        }
        return new String(raw, 1, raw.length - 2, StandardCharsets.UTF_8);
    }

    private static String unescaped(byte[] raw, int at) throws Malformed {
        try {
            return JsonReader.read("body", raw) instanceof ScalarNode scalar ? scalar.text() : "";
        } catch (dev.gantry.diag.InputException _) {
            throw new Malformed("a string that is none", at);
        }
    }

    private void skipValue() throws Malformed {
        int depth = 0;
        do {
            byte c = next();
            switch (c) {
                case '{', '[' -> {
                    at++;
                    depth++;
                }
                case '}', ']' -> {
                    at++;
                    depth--;
                }
                case ',', ':' -> at++;
                case '"' -> skipString();
                default -> skipWord();
            }
            if (depth < 0 || depth > DEEPEST) {
                throw new Malformed(depth < 0 ? "a value is missing" : "too deep a nesting", at);
            }
        } while (depth > 0);
    }

    /** A number, or one of the three words. */
    private void skipWord() throws Malformed {
        int from = at;
        while (at < in.length
                && ((in[at] >= '0' && in[at] <= '9')
                        || (in[at] >= 'a' && in[at] <= 'z')
                        || in[at] == '-'
                        || in[at] == '+'
                        || in[at] == '.'
                        || in[at] == 'E')) {
            at++;
        }
        if (at == from) {
            throw new Malformed("an unexpected character", at);
        }
    }

    private void skipString() throws Malformed {
        int from = at;
        if (at >= in.length || in[at] != '"') {
            throw new Malformed("a string is missing", at);
        }
        at++;
        while (at < in.length && in[at] != '"') {
            at += in[at] == '\\' ? 2 : 1;
        }
        if (at >= in.length) {
            throw new Malformed("a string without an end", from);
        }
        at++;
    }

    private void expect(char wanted) throws Malformed {
        if (next() != wanted) {
            throw new Malformed("'" + wanted + "' is missing", at);
        }
        at++;
    }

    /** The next byte that is no blank. */
    private byte next() throws Malformed {
        blanks();
        if (at >= in.length) {
            throw new Malformed("it ends early,", at);
        }
        return in[at];
    }

    private void blanks() {
        while (at < in.length
                && (in[at] == ' ' || in[at] == '\n' || in[at] == '\r' || in[at] == '\t')) {
            at++;
        }
    }
}
