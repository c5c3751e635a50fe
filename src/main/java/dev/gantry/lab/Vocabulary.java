package dev.gantry.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tokens of a programmed model, in the manner of SentencePiece: every byte is one, so that any
 * prompt can be read; every word of the reply is one, so that the model can say it.
 *
 * @param reply the tokens of the reply, in order
 */
record Vocabulary(List<Token> tokens, List<Integer> reply) {
    static final int END = 2;

    private static final String BLANK = "\u2581";
    private static final int NORMAL = 1;
    private static final int UNKNOWN = 2;
    private static final int CONTROL = 3;
    private static final int BYTE = 6;

    /**
     * @param score words are put together in the order of their scores
     */
    record Token(String text, float score, int type) {}

    /**
     * @param reply words, which must all differ
     * @param words more words that are one token each
     */
    static Vocabulary of(String reply, List<String> words) {
        List<String> pieces = pieces(reply);
        LinkedHashSet<String> whole = new LinkedHashSet<>(pieces);
        whole.add(BLANK);
        words.forEach(word -> whole.add(BLANK + word));
        List<Token> tokens = special();
        Set<String> seen = new LinkedHashSet<>();
        tokens.forEach(token -> seen.add(token.text()));
        tokens.addAll(letters(whole, seen));
        tokens.addAll(prefixes(whole, seen));
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < tokens.size(); i++) {
            numbers.put(tokens.get(i).text(), i);
        }
        return new Vocabulary(
                tokens, pieces.stream().map(piece -> number(numbers, piece)).toList());
    }

    private static int number(Map<String, Integer> numbers, String piece) {
        return numbers.getOrDefault(piece, 0);
    }

    /** The first word stands without a blank before it. */
    private static List<String> pieces(String reply) {
        List<String> pieces = new ArrayList<>();
        for (String word : reply.strip().split("\\s+")) {
            String piece = pieces.isEmpty() ? word : BLANK + word;
            if (pieces.contains(piece)) {
                throw new IllegalArgumentException("the words of a reply must all differ: " + word);
            }
            pieces.add(piece);
        }
        return pieces;
    }

    private static List<Token> special() {
        List<Token> tokens = new ArrayList<>();
        tokens.add(new Token("<unk>", 0, UNKNOWN));
        for (String name : List.of("<s>", "</s>", "<|system|>", "<|user|>", "<|assistant|>")) {
            tokens.add(new Token(name, 0, CONTROL));
        }
        HexFormat hex = HexFormat.of().withUpperCase();
        for (int value = 0; value < 256; value++) {
            tokens.add(new Token("<0x" + hex.toHexDigits((byte) value) + ">", 0, BYTE));
        }
        return tokens;
    }

    private static List<Token> letters(Set<String> words, Set<String> seen) {
        List<Token> tokens = new ArrayList<>();
        for (String word : words) {
            for (int i = 0; i < word.length(); i++) {
                String letter = word.substring(i, i + 1);
                if (seen.add(letter)) {
                    tokens.add(new Token(letter, (float) (-1000.0 - tokens.size()), NORMAL));
                }
            }
        }
        return tokens;
    }

    /**
     * Words are built letter by letter: without each of its beginnings a word never comes about.
     */
    private static List<Token> prefixes(Set<String> words, Set<String> seen) {
        List<Token> tokens = new ArrayList<>();
        int index = 0;
        for (String word : words) {
            for (int length = 2; length <= word.length(); length++) {
                String prefix = word.substring(0, length);
                if (seen.add(prefix)) {
                    double score =
                            words.contains(prefix)
                                    ? -(double) length / 100 - index / 10000.0
                                    : -500.0 + length;
                    tokens.add(new Token(prefix, (float) score, NORMAL));
                }
            }
            index++;
        }
        return tokens;
    }
}
