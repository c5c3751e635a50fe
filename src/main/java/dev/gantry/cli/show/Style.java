package dev.gantry.cli.show;

/**
 * Colours, or none.
 *
 * @param colours whether to write ANSI's codes for them
 */
public record Style(boolean colours) {

    /** What a text is about. */
    public enum Tone {
        GOOD("32"),
        BAD("31"),
        ODD("33"),
        ACTIVE("36"),
        STRONG("1"),
        FAINT("2");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    public static Style none() {
        return new Style(false);
    }

    public String paint(Tone tone, String text) {
        return colours && !text.isEmpty() ? "\u001b[" + tone.code + "m" + text + "\u001b[0m" : text;
    }
}
