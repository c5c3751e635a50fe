package dev.gantry.models;

import dev.gantry.diag.OperationException;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A Modelfile, as the request that creates its model: Ollama takes no Modelfile over HTTP. Models
 * are made from models; one that is made from files would have to be sent to Ollama first, and is
 * refused.
 *
 * @see <a href="https://docs.ollama.com/modelfile">Ollama: Modelfile reference</a>
 */
final class Modelfile {
    private static final String QUOTES = "\"\"\"";

    /** Parameters whose value is a text even where it looks like a number. */
    private static final String STOP = "stop";

    private final String source;
    private final List<String> lines;
    private int at;
    private final Map<String, Node> request = new LinkedHashMap<>();
    private final Map<String, Node> parameters = new LinkedHashMap<>();
    private final List<Node> stops = new ArrayList<>();
    private final List<String> licenses = new ArrayList<>();
    private final List<Node> messages = new ArrayList<>();

    private Modelfile(String source, String text) {
        this.source = source;
        this.lines = text.replace("\uFEFF", "").lines().toList();
    }

    /**
     * The body of {@code POST /api/create}, without the name.
     *
     * @param source what messages call the file
     * @throws OperationException with the line of what cannot be understood
     */
    static MapNode request(String source, String text) {
        return new Modelfile(source, text).read();
    }

    private MapNode read() {
        while (at < lines.size()) {
            String line = lines.get(at).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                command(line);
            }
            at++;
        }
        if (!request.containsKey("from")) {
            throw wrong("there is no FROM", "begin with FROM and the name of a model");
        }
        MapNode.Builder body = Json.object();
        request.forEach(body::put);
        if (!stops.isEmpty()) {
            parameters.put(STOP, Json.array(stops));
        }
        if (!parameters.isEmpty()) {
            MapNode.Builder all = Json.object();
            parameters.forEach(all::put);
            body.put("parameters", all.build());
        }
        if (!licenses.isEmpty()) {
            body.put("license", Json.strings(licenses));
        }
        if (!messages.isEmpty()) {
            body.put("messages", Json.array(messages));
        }
        return body.build();
    }

    private void command(String line) {
        String[] words = line.split("\\s+", 2);
        String rest = words.length > 1 ? words[1].strip() : "";
        switch (words[0].toUpperCase(Locale.ROOT)) {
            case "FROM" -> request.put("from", Json.of(model(argument(rest))));
            case "SYSTEM" -> request.put("system", Json.of(argument(rest)));
            case "TEMPLATE" -> request.put("template", Json.of(argument(rest)));
            case "LICENSE" -> licenses.add(argument(rest));
            case "PARAMETER" -> parameter(rest);
            case "MESSAGE" -> message(rest);
            case "ADAPTER" ->
                    throw wrong("an ADAPTER is a file", "create this one by hand: ollama create");
            default ->
                    throw wrong(
                            "\"" + words[0] + "\" is no command that is known here",
                            "FROM, PARAMETER, TEMPLATE, SYSTEM, LICENSE, MESSAGE");
        }
    }

    /** A file is told by its look: Ollama's own client asks whether it is there. */
    private String model(String name) {
        boolean file = name.startsWith(".") || name.startsWith("/") || name.endsWith(".gguf");
        if (file || name.isEmpty()) {
            throw wrong(
                    "FROM \"" + name + "\" is not the name of a model",
                    "files are not sent to Ollama: create this one by hand, with ollama create");
        }
        return name;
    }

    private void parameter(String rest) {
        String[] words = rest.split("\\s+", 2);
        if (words.length < 2) {
            throw wrong("PARAMETER wants a name and a value", "as in PARAMETER num_ctx 4096");
        }
        String value = argument(words[1].strip());
        if (words[0].equals(STOP)) {
            stops.add(Json.of(value));
        } else {
            parameters.put(words[0], value(value));
        }
    }

    private static Node value(String text) {
        if (text.matches("-?\\d{1,18}")) {
            return Json.of(Long.parseLong(text));
        }
        if (text.matches("-?\\d+\\.\\d+")) {
            return Json.of(Double.parseDouble(text));
        }
        ScalarNode plain = Json.of(text);
        return text.equals("true") || text.equals("false")
                ? Json.of(Boolean.parseBoolean(text))
                : plain;
    }

    private void message(String rest) {
        String[] words = rest.split("\\s+", 2);
        if (words.length < 2 || !List.of("system", "user", "assistant").contains(words[0])) {
            throw wrong("MESSAGE wants a role and a text", "system, user or assistant");
        }
        messages.add(
                Json.object()
                        .put("role", Json.of(words[0]))
                        .put("content", Json.of(argument(words[1].strip())))
                        .build());
    }

    /** To the end of the line, or between quotes; triple ones go over several lines. */
    private String argument(String rest) {
        if (rest.startsWith(QUOTES)) {
            return quoted(rest.substring(QUOTES.length()));
        }
        boolean quoted = rest.length() > 1 && rest.startsWith("\"") && rest.endsWith("\"");
        return quoted ? rest.substring(1, rest.length() - 1) : rest;
    }

    private String quoted(String first) {
        StringBuilder text = new StringBuilder();
        String line = first;
        while (!line.contains(QUOTES)) {
            text.append(line).append('\n');
            at++;
            if (at >= lines.size()) {
                throw wrong("a text between " + QUOTES + " has no end", "close it");
            }
            line = lines.get(at);
        }
        return text.append(line, 0, line.indexOf(QUOTES)).toString();
    }

    private OperationException wrong(String what, String next) {
        return new OperationException(
                source + ":" + Math.min(at + 1, Math.max(1, lines.size())) + ": " + what, next);
    }
}
