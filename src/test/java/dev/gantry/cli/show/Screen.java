package dev.gantry.cli.show;

import java.util.ArrayList;
import java.util.List;

/** A terminal in memory, with the control codes that {@link Tty} uses and no others. */
final class Screen {
    private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
    private int row;
    private int column;
    private boolean cursorHidden;

    /** Takes what the program writes. */
    void write(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> lineFeed();
                case '\r' -> column = 0;
                case '\u001b' -> i = escape(text, i + 2);
                default -> put(c);
            }
        }
    }

    private void lineFeed() {
        row++;
        column = 0;
        if (row == rows.size()) {
            rows.add(new StringBuilder());
        }
    }

    private void put(char c) {
        StringBuilder line = rows.get(row);
        while (line.length() <= column) {
            line.append(' ');
        }
        line.setCharAt(column++, c);
    }

    /** Returns the position of the code's last character. */
    private int escape(String text, int start) {
        int end = start;
        while (!Character.isLetter(text.charAt(end))) {
            end++;
        }
        String parameter = text.substring(start, end);
        switch (text.charAt(end)) {
            case 'A' -> row -= Integer.parseInt(parameter);
            case 'K' -> rows.get(row).setLength(Math.min(column, rows.get(row).length()));
            case 'J' -> clearBelow();
            case 'l', 'h' -> cursorHidden = text.charAt(end) == 'l';
            case 'm' -> {}
            default -> throw new IllegalArgumentException("code " + text.charAt(end));
        }
        return end;
    }

    private void clearBelow() {
        while (rows.size() > row + 1) {
            rows.removeLast();
        }
        rows.get(row).setLength(Math.min(column, rows.get(row).length()));
    }

    boolean cursorHidden() {
        return cursorHidden;
    }

    /** What a person sees. */
    String text() {
        StringBuilder out = new StringBuilder();
        rows.forEach(line -> out.append(line.toString().stripTrailing()).append('\n'));
        return out.toString().stripTrailing() + "\n";
    }
}
