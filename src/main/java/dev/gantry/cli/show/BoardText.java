package dev.gantry.cli.show;

import dev.gantry.cli.Terminal.Size;
import dev.gantry.cli.show.Board.Row;
import dev.gantry.cli.show.Board.State;
import dev.gantry.cli.show.Style.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines that show a board, none wider than the terminal.
 *
 * @param unicode whether the terminal's encoding has more than ASCII
 */
record BoardText(Style style, boolean unicode) {
    private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final String[] PLAIN_SPINNER = {"|", "/", "-", "\\"};
    private static final int BAR = 12;

    /** As many rows as fit, those at work and those that failed before all others. */
    List<String> frame(Board board, Size size, Instant now) {
        List<Row> chosen = chosen(board.rows(), size.rows() - 3);
        List<String> lines = lines(board, chosen, size.columns() - 1, now);
        int hidden = board.rows().size() - chosen.size();
        if (hidden > 0) {
            String note = "  " + (unicode ? "… " : "... ") + hidden + " more";
            lines.add(style.paint(Tone.FAINT, Width.cut(note, size.columns() - 1)));
        }
        return lines;
    }

    /** Every row, for what stays on the screen. */
    List<String> whole(Board board, Size size, Instant now) {
        return lines(board, board.rows(), size.columns() - 1, now);
    }

    private static List<Row> chosen(List<Row> rows, int room) {
        if (rows.size() <= room) {
            return rows;
        }
        List<Row> byNeed = new ArrayList<>();
        for (State state : new State[] {State.FAILED, State.ACTIVE, State.PENDING}) {
            rows.stream().filter(row -> row.state() == state).forEach(byNeed::add);
        }
        rows.reversed().stream().filter(row -> !byNeed.contains(row)).forEach(byNeed::add);
        List<Row> shown = byNeed.subList(0, Math.max(room - 1, 1));
        return rows.stream().filter(shown::contains).toList();
    }

    private List<String> lines(Board board, List<Row> rows, int columns, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add(style.paint(Tone.STRONG, Width.cut(heading(board, now), columns)));
        boolean manyHosts = board.hosts().size() > 1;
        int hostWidth = 0;
        int whatWidth = 0;
        for (Row row : board.rows()) {
            hostWidth = manyHosts ? Math.max(hostWidth, Width.of(row.host()) + 2) : 0;
            whatWidth = Math.max(whatWidth, Width.of(row.what()));
        }
        int narrowed = Math.min(whatWidth, Math.max(12, columns / 2 - hostWidth));
        for (Row row : rows) {
            String host = manyHosts ? Width.padded(row.host(), hostWidth) : "";
            String left = host + Width.padded(shortened(row.what(), narrowed), narrowed);
            lines.add(line(board, row, left, columns, now));
        }
        return lines;
    }

    /** Names differ at their ends: what it is goes first, then the beginning of its name. */
    private static String shortened(String what, int columns) {
        if (Width.of(what) <= columns) {
            return what;
        }
        return Width.end(what.substring(what.indexOf(' ') + 1), columns);
    }

    private String heading(Board board, Instant now) {
        return board.stepsEnded()
                + "/"
                + Amount.count(board.steps(), "step")
                + " on "
                + Amount.count(board.hosts(), "host")
                + "  "
                + Amount.time(Duration.between(board.start(), now));
    }

    private String line(Board board, Row row, String left, int columns, Instant now) {
        String time = time(row, now);
        int room = columns - 2 - Width.of(left) - 2 - (time.isEmpty() ? 0 : Width.of(time) + 2);
        String words = words(board, row, room);
        if (room < 6) {
            String all = left + "  " + words;
            return mark(row, now) + " " + Width.cut(all, Math.max(1, columns - 2));
        }
        String gap = time.isEmpty() ? "" : " ".repeat(room - Width.of(words) + 2);
        return mark(row, now)
                + " "
                + left
                + "  "
                + style.paint(tone(row.state()), words)
                + gap
                + style.paint(Tone.FAINT, time);
    }

    private static String time(Row row, Instant now) {
        return switch (row.state()) {
            case PENDING, SKIPPED -> "";
            case ACTIVE -> Amount.time(Duration.between(row.since(), now));
            case DONE, FAILED -> Amount.time(Duration.between(row.since(), row.until()));
        };
    }

    private String words(Board board, Row row, int room) {
        if (row.state() == State.PENDING) {
            String other = board.waitsFor(row);
            String waits = other.isEmpty() ? "" : "waits for " + other;
            String both = row.words().isEmpty() || waits.isEmpty() ? "" : ", ";
            return Width.cut(row.words() + both + waits, Math.max(1, room));
        }
        if (row.current() == 0) {
            return Width.cut(row.words(), Math.max(1, room));
        }
        String bytes = Amount.bytes(row.current());
        String words =
                row.total() == 0
                        ? row.words() + " " + bytes
                        : row.words()
                                + " "
                                + bar(row)
                                + " "
                                + bytes
                                + "/"
                                + Amount.bytes(row.total());
        return Width.cut(words, Math.max(1, room));
    }

    private String bar(Row row) {
        int full = (int) Math.min(BAR, BAR * row.current() / row.total());
        return unicode
                ? "█".repeat(full) + "░".repeat(BAR - full)
                : "#".repeat(full) + ".".repeat(BAR - full);
    }

    private String mark(Row row, Instant now) {
        String mark =
                switch (row.state()) {
                    case PENDING -> unicode ? "·" : ".";
                    case ACTIVE -> spinner(now);
                    case DONE -> unicode ? "✔" : "+";
                    case FAILED -> unicode ? "✘" : "x";
                    case SKIPPED -> "-";
                };
        return style.paint(tone(row.state()), mark);
    }

    private String spinner(Instant now) {
        String[] frames = unicode ? SPINNER : PLAIN_SPINNER;
        return frames[(int) (now.toEpochMilli() / 100 % frames.length)];
    }

    private static Tone tone(State state) {
        return switch (state) {
            case PENDING -> Tone.FAINT;
            case ACTIVE -> Tone.ACTIVE;
            case DONE -> Tone.GOOD;
            case FAILED -> Tone.BAD;
            case SKIPPED -> Tone.ODD;
        };
    }
}
