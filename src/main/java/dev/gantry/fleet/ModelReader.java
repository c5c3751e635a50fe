package dev.gantry.fleet;

import dev.gantry.compose.ByteSize;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads {@code models} of a stack. */
final class ModelReader {
    static final String DIGEST = "[0-9a-fA-F]{64}";
    static final String PORT = "\\d{1,5}";

    private static final int OLLAMA_PORT = 11434;
    private static final int HIGHEST_PORT = 65535;

    private final Shape shape;

    private ModelReader(Shape shape) {
        this.shape = shape.allowing(FleetKeys.MODEL);
    }

    /**
     * @param stack the stack's mapping
     */
    static List<Model> read(Shape stack) {
        List<Model> models = new ArrayList<>();
        for (Node item : stack.items("models")) {
            if (item instanceof MapNode map) {
                Shape shape = new Shape(map, stack.what() + ": models", stack.problems());
                models.add(new ModelReader(shape).model());
            } else {
                stack.wrong(item, "models", "a model such as {ollama: NAME, service: SERVICE}");
            }
        }
        return models;
    }

    private Model model() {
        return new Model(source(), vram(), shape.node().location());
    }

    private Model.Source source() {
        boolean ollama = shape.has("ollama");
        if (ollama == shape.has("file")) {
            shape.error(
                    shape.node().location(),
                    ollama ? "a model is ollama's or a file, not both" : "a model has no name",
                    "ollama: NAME, or file: /PATH");
            return new Model.HostFile("", -1, "");
        }
        return ollama ? ollama() : file();
    }

    private Model.Source ollama() {
        without("ollama", "size", "sha256");
        if (!shape.has("service")) {
            shape.error(
                    shape.at("ollama"),
                    "the model does not say which service is Ollama",
                    "service: one of the stack's");
        }
        String port = shape.text("port");
        int number = port.matches(PORT) ? Integer.parseInt(port) : OLLAMA_PORT;
        if (number < 1 || number > HIGHEST_PORT || !(port.isEmpty() || port.matches(PORT))) {
            shape.error(shape.at("port"), "\"" + port + "\" is no port", "a number up to 65535");
        }
        return new Model.Ollama(
                tagged(shape.text("ollama")),
                shape.text("service"),
                number,
                shape.text("modelfile"));
    }

    /** Ollama takes a name without a tag for the latest. */
    private static String tagged(String name) {
        return name.indexOf(':', name.lastIndexOf('/') + 1) < 0 ? name + ":latest" : name;
    }

    private Model.Source file() {
        without("file", "service", "port", "modelfile");
        String path = shape.text("file");
        if (!path.matches("/.*[^/]")) {
            shape.error(
                    shape.at("file"),
                    "\"" + path + "\" is no absolute path of a file",
                    "as in /opt/models/NAME.gguf");
        }
        String digest = shape.text("sha256").toLowerCase(Locale.ROOT);
        if (!digest.isEmpty() && !digest.matches(DIGEST)) {
            shape.error(shape.at("sha256"), "this is no SHA-256", "64 hexadecimal digits");
        }
        return new Model.HostFile(path, size(), digest);
    }

    /** Exactly: a file that is a byte too short is not the file. */
    private long size() {
        String text = shape.text("size");
        if (text.isEmpty() || text.matches("\\d{1,18}")) {
            return text.isEmpty() ? -1 : Long.parseLong(text);
        }
        shape.error(shape.at("size"), "\"" + text + "\" is no number of bytes", "as in 4920739232");
        return -1;
    }

    private long vram() {
        String text = shape.text("vram");
        try {
            long bytes = text.isEmpty() ? 0 : ByteSize.parse(text);
            if (bytes >= 0) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        shape.error(shape.at("vram"), "\"" + text + "\" is no amount of memory", "as in 5GB");
        return 0;
    }

    private void without(String kind, String... others) {
        for (String key : others) {
            if (shape.has(key)) {
                shape.error(
                        shape.node().keyLocation(key),
                        key + " has no meaning for a model by " + kind,
                        "take it away");
            }
        }
    }
}
