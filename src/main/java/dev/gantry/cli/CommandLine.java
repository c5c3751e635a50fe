package dev.gantry.cli;

import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the words of a command line by the rules that {@code docker compose} and the GNU tools
 * share: {@code --opt value}, {@code --opt=value}, {@code -o value}, {@code -ovalue}, switches
 * combined as {@code -ab}, {@code --switch=false}, options and operands in any order, and {@code
 * --} before operands that look like options.
 *
 * <p>It is ours because it is on the path of every start; see {@code
 * docs/adr/0001-command-line.md}.
 */
final class CommandLine {
    private final List<String> words;
    private final Arguments.Builder arguments = new Arguments.Builder();
    private int position;

    CommandLine(List<String> words) {
        this.words = words;
    }

    /**
     * Reads options up to the first word that is none, and takes that word: the verb. Empty where
     * there is no such word.
     */
    Optional<String> readVerb(List<Option> options) {
        while (position < words.size()) {
            String word = words.get(position++);
            if (!isOption(word)) {
                return Optional.of(word);
            }
            readOption(word, options, "gantry");
        }
        return Optional.empty();
    }

    /**
     * Reads the rest.
     *
     * @param options the verb's own first: where a global option has the same name or letter, the
     *     verb's counts
     * @param command what messages call the command
     */
    Arguments readRest(List<Option> options, String command) {
        while (position < words.size()) {
            String word = words.get(position++);
            if (word.equals("--")) {
                words.subList(position, words.size()).forEach(arguments::operand);
                position = words.size();
            } else if (isOption(word)) {
                readOption(word, options, command);
            } else {
                arguments.operand(word);
            }
        }
        return arguments.build();
    }

    /** Like {@link #readRest}, but the first operand and whatever comes behind it are operands. */
    Arguments readUpToOperand(List<Option> options, String command) {
        while (position < words.size() && isOption(words.get(position))) {
            String word = words.get(position++);
            if (word.equals("--")) {
                break;
            }
            readOption(word, options, command);
        }
        words.subList(position, words.size()).forEach(arguments::operand);
        position = words.size();
        return arguments.build();
    }

    /** A lone dash is a file name: standard input. */
    private static boolean isOption(String word) {
        return word.length() > 1 && word.charAt(0) == '-';
    }

    private void readOption(String word, List<Option> options, String command) {
        if (word.startsWith("--")) {
            readLong(word, options, command);
        } else {
            readLetters(word, options, command);
        }
    }

    private void readLong(String word, List<Option> options, String command) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
        Option option = named(name, options, command);
        if (equals >= 0) {
            String value = word.substring(equals + 1);
            arguments.option(option, option.takesValue() ? value : truth(option, value));
        } else {
            arguments.option(option, option.takesValue() ? nextWord("--" + name, option) : "true");
        }
    }

    private void readLetters(String word, List<Option> options, String command) {
        for (int i = 1; i < word.length(); i++) {
            Option option = lettered(word, i, options, command);
            if (option.takesValue()) {
                String rest = word.substring(i + 1);
                String value = rest.startsWith("=") ? rest.substring(1) : rest;
                arguments.option(
                        option, rest.isEmpty() ? nextWord("-" + option.letter(), option) : value);
                return;
            }
            if (word.startsWith("=", i + 1) && word.length() > i + 2) {
                arguments.option(option, truth(option, word.substring(i + 2)));
                return;
            }
            arguments.option(option, "true");
        }
    }

    private String nextWord(String written, Option option) {
        if (position == words.size()) {
            throw new UsageException(
                    written + " wants a value", "write " + written + " " + option.value());
        }
        return words.get(position++);
    }

    private static String truth(Option option, String value) {
        return switch (value) {
            case "true", "1", "t", "T", "TRUE", "True" -> "true";
            case "false", "0", "f", "F", "FALSE", "False" -> "false";
            default ->
                    throw new UsageException(
                            option.flagText()
                                    + " is a switch and takes true or false, not \""
                                    + value
                                    + "\"",
                            "");
        };
    }

    private static Option named(String name, List<Option> options, String command) {
        for (Option option : options) {
            if (option.name().equals(name)) {
                return option;
            }
        }
        List<String> names = new ArrayList<>();
        options.forEach(option -> names.add(option.flagText()));
        throw unknown("--" + name, names, command);
    }

    private static Option lettered(String word, int at, List<Option> options, String command) {
        for (Option option : options) {
            if (option.hasLetter() && option.letter() == word.charAt(at)) {
                return option;
            }
        }
        boolean single = word.length() == 2;
        String written = single ? word : "-" + word.charAt(at) + " in " + word;
        List<String> names = new ArrayList<>();
        options.forEach(option -> names.add(option.flagText()));
        throw unknown(written, single ? List.of() : namesLike(word, names), command);
    }

    /** {@code -help} is {@code --help} with a dash too few. */
    private static List<String> namesLike(String word, List<String> names) {
        return names.contains("-" + word) ? List.of("-" + word) : List.of();
    }

    private static UsageException unknown(String written, List<String> names, String command) {
        String nearest = DidYouMean.hint(written, names);
        return new UsageException(
                "unknown option " + written + " for " + command,
                nearest.startsWith("did you mean")
                        ? nearest
                        : "`" + command + " --help` lists the options");
    }
}
