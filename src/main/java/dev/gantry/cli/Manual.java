package dev.gantry.cli;

import java.util.List;

/**
 * What {@code --help} says about a command.
 *
 * @param operands the words after the options, as the usage line shows them; may be empty
 * @param text what the command does, line by line
 * @param examples whole command lines, each with what it is for
 */
record Manual(
        Verb verb,
        String operands,
        List<String> text,
        List<Option> options,
        List<Example> examples) {

    record Example(String line, String purpose) {}

    /** What messages call the command. */
    String command() {
        return "gantry " + verb.word();
    }
}
