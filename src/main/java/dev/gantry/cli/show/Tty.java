package dev.gantry.cli.show;

import dev.gantry.apply.Event;
import dev.gantry.cli.Terminal.Size;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A live table on a terminal, drawn over itself with the control codes that every terminal since
 * the VT100 knows. At the end the whole table stays on the screen.
 */
public final class Tty implements Progress {
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final String CLEAR_TO_END_OF_LINE = "\u001b[K";
    private static final Duration FRAME = Duration.ofMillis(80);

    private final PrintStream out;
    private final Size size;
    private final Style style;
    private final BoardText text;
    private final InstantSource clock;
    private Optional<Board> board = Optional.empty();
    private Instant drawn = Instant.MIN;
    private int height;
    private boolean closed;

    /**
     * @param unicode whether the terminal's encoding has more than ASCII
     */
    public Tty(PrintStream out, Size size, Style style, boolean unicode, InstantSource clock) {
        this.out = out;
        this.size = size;
        this.style = style;
        this.text = new BoardText(style, unicode);
        this.clock = clock;
    }

    @Override
    public synchronized void accept(Event event) {
        Instant now = clock.instant();
        if (event instanceof Event.PlanStarted started) {
            board = Optional.of(new Board(started.plan(), now));
            out.print(HIDE_CURSOR);
        }
        board.ifPresent(one -> one.apply(event, now));
        if (event instanceof Event.PlanEnded ended) {
            board.ifPresent(one -> redraw(text.whole(one, size, now)));
            finish();
            out.print(ReportText.of(ended.report(), style));
            out.flush();
        } else {
            tick();
        }
    }

    /** Draws, unless it has just been drawn: seconds count and the spinner turns without events. */
    public synchronized void tick() {
        Instant now = clock.instant();
        if (closed || board.isEmpty() || now.isBefore(drawn.plus(FRAME))) {
            return;
        }
        redraw(text.frame(board.get(), size, now));
        drawn = now;
        out.flush();
    }

    private void redraw(List<String> lines) {
        StringBuilder frame = new StringBuilder();
        if (height > 0) {
            frame.append("\u001b[").append(height).append('A');
        }
        for (String line : lines) {
            frame.append('\r').append(line).append(CLEAR_TO_END_OF_LINE).append('\n');
        }
        out.print(frame.append(CLEAR_BELOW));
        height = lines.size();
    }

    private void finish() {
        if (!closed && board.isPresent()) {
            out.print(SHOW_CURSOR);
        }
        closed = true;
        board = Optional.empty();
    }

    @Override
    public synchronized void close() {
        finish();
        out.flush();
    }
}
