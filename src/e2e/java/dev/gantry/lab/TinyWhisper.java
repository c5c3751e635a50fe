package dev.gantry.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A speech model that whisper.cpp loads and transcribes with, in its old "ggml" format. Its decoder
 * is programmed through the embedding of positions: whatever it hears, it writes its one text.
 */
public final class TinyWhisper {
    private static final int VOCABULARY = 51_864;
    private static final int AUDIO_CONTEXT = 1500;
    private static final int TEXT_CONTEXT = 448;
    private static final int MELS = 80;
    private static final int BINS = 201;
    private static final int STATE = 64;
    private static final int LAYERS = 4;
    private static final int END = 50_256;
    private static final int BEGIN = 50_363;
    private static final int FIRST_WORD = 1000;
    private static final int BLANK = 220;
    private static final int F32 = 0;
    private static final int F16 = 1;

    private final ByteBuffer out = ByteBuffer.allocate(16 << 20).order(ByteOrder.LITTLE_ENDIAN);
    private final List<String> words;

    private TinyWhisper(String text) {
        this.words = List.of(text.split("(?= )"));
    }

    /**
     * Writes the model as one file.
     *
     * @param text words that all differ, with a space before each
     */
    public static void write(Path file, String text) throws IOException {
        TinyWhisper model = new TinyWhisper(text);
        model.head();
        model.weights();
        Files.write(file, java.util.Arrays.copyOf(model.out.array(), model.out.position()));
    }

    private void head() {
        out.putInt(0x67676d6c);
        int[] sizes = {
            VOCABULARY, AUDIO_CONTEXT, STATE, 1, LAYERS, TEXT_CONTEXT, STATE, 1, LAYERS, MELS, 1
        };
        for (int size : sizes) {
            out.putInt(size);
        }
        out.putInt(MELS).putInt(BINS);
        for (int mel = 0; mel < MELS; mel++) {
            for (int bin = 0; bin < BINS; bin++) {
                double distance = Math.abs(bin - (2 + mel * 2.4));
                out.putFloat((float) (Math.max(0, 1 - distance / 3) * 0.02));
            }
        }
        out.putInt(FIRST_WORD + words.size());
        for (int i = 0; i < FIRST_WORD; i++) {
            // whisper.cpp looks for the blank to suppress it.
            text(i == BLANK ? " " : "w" + i);
        }
        words.forEach(this::text);
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        out.putInt(bytes.length).put(bytes);
    }

    /** What it is to write: a time, the words, a time, the end. */
    private List<Integer> sequence() {
        List<Integer> sequence = new ArrayList<>(List.of(BEGIN));
        for (int i = 0; i < words.size(); i++) {
            sequence.add(FIRST_WORD + i);
        }
        sequence.add(BEGIN + 100);
        sequence.add(END);
        return sequence;
    }

    private void weights() {
        List<Integer> sequence = sequence();
        Map<Integer, Integer> codes = new LinkedHashMap<>();
        sequence.forEach(token -> codes.putIfAbsent(token, codes.size()));
        float[] positions = new float[TEXT_CONTEXT * STATE];
        for (int place = 0; place < TEXT_CONTEXT; place++) {
            int token = place < sequence.size() ? sequence.get(place) : END;
            positions[place * STATE + codes.getOrDefault(token, 0)] = 100;
        }
        floats("decoder.positional_embedding", positions, STATE, TEXT_CONTEXT);
        constant("encoder.positional_embedding", 0, STATE, AUDIO_CONTEXT);
        int embedding = tensor("decoder.token_embedding.weight", F16, STATE, VOCABULARY);
        codes.forEach((token, code) ->
                out.putShort(embedding + 2 * (token * STATE + code), Float.floatToFloat16(2)));
        constant("decoder.ln.weight", 1, STATE);
        constant("decoder.ln.bias", 0, STATE);
        tensor("encoder.conv1.weight", F16, 3, MELS, STATE);
        constant("encoder.conv1.bias", 0, 1, STATE);
        tensor("encoder.conv2.weight", F16, 3, STATE, STATE);
        constant("encoder.conv2.bias", 0, 1, STATE);
        constant("encoder.ln_post.weight", 1, STATE);
        constant("encoder.ln_post.bias", 0, STATE);
        for (int layer = 0; layer < LAYERS; layer++) {
            block("encoder.blocks." + layer + ".", List.of("attn"));
        }
        for (int layer = 0; layer < LAYERS; layer++) {
            block("decoder.blocks." + layer + ".", List.of("attn", "cross_attn"));
        }
    }

    /** One that adds nothing. */
    private void block(String name, List<String> attentions) {
        constant(name + "mlp_ln.weight", 1, STATE);
        constant(name + "mlp_ln.bias", 0, STATE);
        tensor(name + "mlp.0.weight", F16, STATE, 4 * STATE);
        constant(name + "mlp.0.bias", 0, 4 * STATE);
        tensor(name + "mlp.2.weight", F16, 4 * STATE, STATE);
        constant(name + "mlp.2.bias", 0, STATE);
        for (String attention : attentions) {
            constant(name + attention + "_ln.weight", 1, STATE);
            constant(name + attention + "_ln.bias", 0, STATE);
            for (String part : List.of(".query", ".key", ".value", ".out")) {
                tensor(name + attention + part + ".weight", F16, STATE, STATE);
                if (!part.equals(".key")) {
                    constant(name + attention + part + ".bias", 0, STATE);
                }
            }
        }
    }

    private void constant(String name, float value, int... dimensions) {
        int size = 1;
        for (int dimension : dimensions) {
            size *= dimension;
        }
        float[] values = new float[size];
        java.util.Arrays.fill(values, value);
        floats(name, values, dimensions);
    }

    private void floats(String name, float[] values, int... dimensions) {
        int at = tensor(name, F32, dimensions);
        for (int i = 0; i < values.length; i++) {
            out.putFloat(at + 4 * i, values[i]);
        }
    }

    /** All zeros; where they begin. */
    private int tensor(String name, int type, int... dimensions) {
        byte[] bytes = name.getBytes(UTF_8);
        out.putInt(dimensions.length).putInt(bytes.length).putInt(type);
        int size = type == F32 ? 4 : 2;
        for (int dimension : dimensions) {
            out.putInt(dimension);
            size *= dimension;
        }
        out.put(bytes);
        int at = out.position();
        out.position(at + size);
        return at;
    }
}
