package dev.gantry.server.web.ui;

import java.util.List;
import java.util.Locale;

/**
 * A small line of the last seconds, the youngest at the right.
 *
 * @param values one a second, the oldest first
 */
public record Sparkline(List<Long> values) {
    static final int WIDTH = 240;
    static final int HEIGHT = 36;
    private static final int SECONDS = 120;

    /** A second says little of a stream; so many together do. */
    private static final int NOW = 5;

    public Sparkline {
        values = List.copyOf(values.subList(Math.max(0, values.size() - SECONDS), values.size()));
    }

    public long highest() {
        return values.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** The mean of the last few seconds. */
    public long now() {
        List<Long> last = values.subList(Math.max(0, values.size() - NOW), values.size());
        return Math.round(last.stream().mapToLong(Long::longValue).average().orElse(0));
    }

    /** For {@code viewBox}. */
    public String box() {
        return "0 0 " + WIDTH + " " + HEIGHT;
    }

    /** The line, for {@code points} of a {@code polyline}; empty when there is none. */
    public String line() {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            points.append(i == 0 ? "" : " ").append(point(i));
        }
        return points.toString();
    }

    /** The line and the ground below it, for a {@code polygon}. */
    public String area() {
        return values.isEmpty()
                ? ""
                : "%s,%d %s %d,%d".formatted(number(x(0)), HEIGHT, line(), WIDTH, HEIGHT);
    }

    private String point(int index) {
        double share = highest() == 0 ? 0 : (double) values.get(index) / highest();
        return number(x(index)) + "," + number(HEIGHT - 1 - share * (HEIGHT - 2));
    }

    private double x(int index) {
        double step = (double) WIDTH / (SECONDS - 1);
        return WIDTH - (values.size() - 1 - index) * step;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** What it shows, in words. */
    public String label() {
        return "tokens per second: now %d, at most %d in the last two minutes"
                .formatted(now(), highest());
    }
}
