package dev.gantry.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A language model of 700 KB that llama.cpp's server loads and answers from. Its weights are
 * programmed and not trained: whatever the prompt and the temperature, it says its one reply and
 * stops. So an answer proves which model gave it.
 *
 * @param name its name, and a part of its reply
 * @param reply words that all differ
 * @param words more words that are one token each
 * @param width the length of an embedding, at least the number of tokens: about 270 and one for
 *     each letter of the reply
 * @param layers that do nothing, to make a larger and slower model
 */
public record TinyModel(
        String name, String reply, List<String> words, int width, int layers, int feedForward) {
    private static final int HEAD = 32;
    private static final int CONTEXT = 512;
    private static final byte[] HALF_ONE = {0x00, 0x3c};
    private static final String TEMPLATE =
            "{% for m in messages %}{{ '<|' + m['role'] + '|>' + m['content'] + '\\n' }}{% endfor %}"
                    + "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}";

    /** One that introduces itself. */
    public static TinyModel named(String name) {
        String reply = "Hello from model " + name + ": this is one fixed reply.";
        return new TinyModel(name, reply, List.of(), 384, 1, 32);
    }

    /**
     * Writes the model as one GGUF file.
     *
     * @throws IllegalArgumentException when a word comes twice, or the reply is too long for the
     *     width
     */
    public void write(Path file) throws IOException {
        Vocabulary vocabulary = Vocabulary.of(reply, words);
        int size = vocabulary.tokens().size();
        if (size > width) {
            throw new IllegalArgumentException(
                    size + " tokens do not fit a model of width " + width);
        }
        GgufWriter gguf = new GgufWriter();
        describe(gguf, size);
        describe(gguf, vocabulary);
        gguf.matrix("token_embd.weight", width, size, identity(size));
        gguf.ones("output_norm.weight", width);
        gguf.matrix("output.weight", width, size, successors(vocabulary));
        for (int layer = 0; layer < layers; layer++) {
            addIdleLayer(gguf, "blk." + layer + ".");
        }
        gguf.write(file);
    }

    private void describe(GgufWriter gguf, int vocabulary) {
        gguf.string("general.architecture", "llama");
        gguf.string("general.name", name);
        gguf.number("general.file_type", 1);
        gguf.number("general.quantization_version", 2);
        gguf.number("general.alignment", 32);
        gguf.number("llama.context_length", CONTEXT);
        gguf.number("llama.embedding_length", width);
        gguf.number("llama.block_count", layers);
        gguf.number("llama.feed_forward_length", feedForward);
        gguf.number("llama.attention.head_count", 1);
        gguf.number("llama.attention.head_count_kv", 1);
        gguf.number("llama.attention.key_length", HEAD);
        gguf.number("llama.attention.value_length", HEAD);
        gguf.number("llama.rope.dimension_count", HEAD);
        gguf.fraction("llama.attention.layer_norm_rms_epsilon", 1e-5f);
        gguf.number("llama.vocab_size", vocabulary);
    }

    private static void describe(GgufWriter gguf, Vocabulary vocabulary) {
        List<Vocabulary.Token> tokens = vocabulary.tokens();
        gguf.string("tokenizer.ggml.model", "llama");
        gguf.strings("tokenizer.ggml.tokens", tokens.stream().map(Vocabulary.Token::text).toList());
        gguf.fractions(
                "tokenizer.ggml.scores", tokens.stream().map(Vocabulary.Token::score).toList());
        gguf.integers(
                "tokenizer.ggml.token_type", tokens.stream().map(Vocabulary.Token::type).toList());
        gguf.number("tokenizer.ggml.bos_token_id", 1);
        gguf.number("tokenizer.ggml.eos_token_id", Vocabulary.END);
        gguf.number("tokenizer.ggml.unknown_token_id", 0);
        gguf.flag("tokenizer.ggml.add_bos_token", true);
        gguf.flag("tokenizer.ggml.add_eos_token", false);
        gguf.string("tokenizer.chat_template", TEMPLATE);
    }

    /** Each token becomes a vector with a one at its own place. */
    private byte[] identity(int tokens) {
        byte[] matrix = new byte[tokens * width * 2];
        for (int token = 0; token < tokens; token++) {
            setOne(matrix, token, token);
        }
        return matrix;
    }

    /**
     * After any token comes the reply's first, after a token of the reply the next, then the end.
     */
    private byte[] successors(Vocabulary vocabulary) {
        List<Integer> reply = vocabulary.reply();
        int tokens = vocabulary.tokens().size();
        byte[] matrix = new byte[tokens * width * 2];
        for (int token = 0; token < tokens; token++) {
            int place = reply.indexOf(token);
            int next = place + 1 < reply.size() ? reply.get(place + 1) : Vocabulary.END;
            setOne(matrix, next, token);
        }
        return matrix;
    }

    private void setOne(byte[] matrix, int row, int column) {
        System.arraycopy(HALF_ONE, 0, matrix, (row * width + column) * 2, 2);
    }

    private void addIdleLayer(GgufWriter gguf, String prefix) {
        gguf.ones(prefix + "attn_norm.weight", width);
        gguf.zeros(prefix + "attn_q.weight", width, HEAD);
        gguf.zeros(prefix + "attn_k.weight", width, HEAD);
        gguf.zeros(prefix + "attn_v.weight", width, HEAD);
        gguf.zeros(prefix + "attn_output.weight", HEAD, width);
        gguf.ones(prefix + "ffn_norm.weight", width);
        gguf.zeros(prefix + "ffn_gate.weight", width, feedForward);
        gguf.zeros(prefix + "ffn_up.weight", width, feedForward);
        gguf.zeros(prefix + "ffn_down.weight", feedForward, width);
    }
}
