package dev.gantry.cli;

import java.util.ArrayList;
import java.util.List;

/** Help, as text. */
final class ManualText {
    private ManualText() {}

    /** What {@code gantry help} prints. */
    static String overview() {
        StringBuilder out = new StringBuilder();
        out.append("Usage: gantry [OPTIONS] COMMAND\n\n");
        out.append("Lifts a self-hosted AI stack, written as Compose files, onto any number of");
        out.append(" machines.\n\nCommands:\n");
        int width = 0;
        for (Verb verb : Verb.values()) {
            width = Math.max(width, verb.word().length());
        }
        for (Verb verb : Verb.values()) {
            out.append("  ").append(verb.word());
            out.append(" ".repeat(width + 3 - verb.word().length()));
            out.append(verb.summary()).append('\n');
        }
        options("Options of every command", Global.OPTIONS, out);
        out.append("\n`gantry COMMAND --help` explains a command.\n");
        return out.toString();
    }

    /** What {@code --help} prints after a verb. */
    static String of(Manual manual) {
        StringBuilder out = new StringBuilder();
        out.append("Usage: ").append(manual.command()).append(" [OPTIONS]");
        if (!manual.operands().isEmpty()) {
            out.append(' ').append(manual.operands());
        }
        out.append("\n\n").append(manual.verb().summary()).append(".\n");
        if (!manual.text().isEmpty()) {
            out.append('\n');
            manual.text().forEach(line -> out.append(line).append('\n'));
        }
        if (!manual.options().isEmpty()) {
            options("Options", manual.options(), out);
        }
        examples(manual.examples(), out);
        out.append("\n`gantry help` lists the options that every command takes.\n");
        return out.toString();
    }

    private static void options(String title, List<Option> options, StringBuilder out) {
        List<String> lefts = new ArrayList<>();
        int width = 0;
        for (Option option : options) {
            String left = left(option);
            lefts.add(left);
            width = Math.max(width, left.length());
        }
        out.append('\n').append(title).append(":\n");
        for (int i = 0; i < lefts.size(); i++) {
            String left = lefts.get(i);
            out.append("  ").append(left).append(" ".repeat(width + 3 - left.length()));
            out.append(options.get(i).help()).append('\n');
        }
    }

    private static String left(Option option) {
        String letter = option.hasLetter() ? "-" + option.letter() + ", " : "    ";
        String value = option.takesValue() ? " " + option.value() : "";
        return letter + option.flagText() + value;
    }

    private static void examples(List<Manual.Example> examples, StringBuilder out) {
        if (examples.isEmpty()) {
            return;
        }
        out.append("\nExamples:\n");
        for (Manual.Example example : examples) {
            out.append("  # ").append(example.purpose()).append('\n');
            out.append("  ").append(example.line()).append('\n');
        }
    }
}
