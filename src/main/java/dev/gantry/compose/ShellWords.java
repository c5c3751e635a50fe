package dev.gantry.compose;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command line into words as Docker Compose does (go-shellwords): quotes and backslashes
 * as in a shell, nothing expanded, {@code $(…)} and backticks kept whole, everything from an
 * unquoted {@code ; & | < >} on dropped.
 */
final class ShellWords {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean started;
    private boolean escaped;

    /** {@code '}, {@code "}, a backtick, or {@code (} for a command in parentheses; 0 for none. */
    private char inside;

    ShellWords(String text) {
        this.text = text;
    }

    /**
     * @throws IllegalArgumentException when a quote or parenthesis stays open
     */
    List<String> split() {
        for (int i = 0; i < text.length(); i++) {
            if (!take(text.charAt(i))) {
                break;
            }
        }
        if (escaped || inside != 0) {
            throw new IllegalArgumentException(
                    "invalid command line string: a quote or parenthesis stays open");
        }
        end();
        return words;
    }

    /** Whether to go on. */
    private boolean take(char c) {
        if (escaped) {
            escaped = false;
            add(c);
        } else if (c == '\\' && inside != '\'') {
            escaped = true;
        } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            space(c);
        } else if (inside == 0 && (c == ';' || c == '&' || c == '|' || c == '<' || c == '>')) {
            dropRedirectedDescriptor(c);
            return false;
        } else if (c == '"' || c == '\'') {
            quote(c);
        } else {
            group(c);
            add(c);
        }
        return true;
    }

    private void space(char c) {
        if (inside != 0) {
            word.append(c);
        } else {
            end();
        }
    }

    private void quote(char c) {
        if (inside == c) {
            inside = 0;
            started = true;
        } else if (inside == 0) {
            inside = c;
        } else {
            add(c);
        }
    }

    private void group(char c) {
        if (c == '`' && (inside == 0 || inside == '`')) {
            inside = inside == 0 ? '`' : 0;
        } else if (c == '(' && (inside == 0 || inside == '(')) {
            if (inside == '(' || word.isEmpty() || word.charAt(word.length() - 1) != '$') {
                throw new IllegalArgumentException("invalid command line string: put ( in quotes");
            }
            inside = '(';
        } else if (c == ')' && (inside == 0 || inside == '(')) {
            inside = inside == 0 ? '(' : 0;
        }
    }

    /** In {@code 2>file} the 2 is no word. */
    private void dropRedirectedDescriptor(char c) {
        if (c == '>' && !word.isEmpty() && Character.isDigit(word.charAt(0))) {
            started = false;
        }
    }

    private void add(char c) {
        word.append(c);
        started = true;
    }

    private void end() {
        if (started) {
            words.add(word.toString());
        }
        word.setLength(0);
        started = false;
    }
}
