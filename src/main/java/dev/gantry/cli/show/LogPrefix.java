package dev.gantry.cli.show;

import dev.gantry.cli.show.Style.Tone;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands before each line of a log: the name of where it is from, as wide as the widest.
 *
 * @param texts in the order of the names
 */
public record LogPrefix(List<String> texts) {
    private static final Tone[] TONES = {Tone.ACTIVE, Tone.ODD, Tone.GOOD, Tone.STRONG};

    public static LogPrefix of(List<String> names, Style style) {
        int width = names.stream().mapToInt(Width::of).max().orElse(0);
        List<String> texts = new ArrayList<>();
        for (String name : names) {
            Tone tone = TONES[texts.size() % TONES.length];
            texts.add(style.paint(tone, Width.padded(name, width) + "  | "));
        }
        return new LogPrefix(List.copyOf(texts));
    }
}
