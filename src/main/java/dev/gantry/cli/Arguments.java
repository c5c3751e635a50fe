package dev.gantry.cli;

import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.UsageException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * What the user wrote, by option, and the words that belong to no option. Immutable.
 *
 * <p>Keyed by the options themselves, not by what is in them: a verb may have one of the name of a
 * global one, and the hash of a record costs a cold start 10 ms.
 */
final class Arguments {
    private final IdentityHashMap<Option, List<String>> values;
    private final List<String> operands;

    private Arguments(IdentityHashMap<Option, List<String>> values, List<String> operands) {
        this.values = values;
        this.operands = operands;
    }

    /** Services, a shell's name, a deployment: whatever the command takes. */
    List<String> operands() {
        return operands;
    }

    boolean has(Option option) {
        return values.containsKey(option) && !"false".equals(text(option));
    }

    /** The last value given, or an empty text. */
    String text(Option option) {
        return text(option, "");
    }

    String text(Option option, String otherwise) {
        List<String> given = list(option);
        return given.isEmpty() ? otherwise : given.getLast();
    }

    /** Of a switch that is on unless {@code --name=false} turns it off. */
    boolean isOn(Option option) {
        return list(option).isEmpty() || has(option);
    }

    /** Every value, in order. */
    List<String> list(Option option) {
        return values.getOrDefault(option, List.of());
    }

    /** The same with other values of an option. */
    Arguments with(Option option, List<String> list) {
        IdentityHashMap<Option, List<String>> more = new IdentityHashMap<>(values);
        more.put(option, List.copyOf(list));
        return new Arguments(more, operands);
    }

    /** A whole number from {@code least} up. */
    int number(Option option, int least, int otherwise) {
        String text = text(option);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below, with the range
        }
        throw new UsageException(
                option.flagText()
                        + " wants a whole number from "
                        + least
                        + " up, not \""
                        + text
                        + "\"",
                "");
    }

    /** One of an enum's values, written in small letters. */
    <E extends Enum<E>> E choice(Option option, E[] values, E otherwise) {
        String text = text(option);
        if (text.isEmpty()) {
            return otherwise;
        }
        List<String> names = new ArrayList<>();
        for (E value : values) {
            String name = value.name().toLowerCase(Locale.ROOT);
            if (name.equals(text)) {
                return value;
            }
            names.add(name);
        }
        throw new UsageException(
                option.flagText() + " does not know \"" + text + "\"",
                DidYouMean.hint(text, names));
    }

    /** {@code KEY=VALUE} pairs; a later one wins. */
    SequencedMap<String, String> pairs(Option option) {
        SequencedMap<String, String> pairs = new LinkedHashMap<>();
        for (String text : list(option)) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new UsageException(
                        option.flagText() + " wants " + option.value() + ", not \"" + text + "\"",
                        "");
            }
            pairs.put(text.substring(0, equals), text.substring(equals + 1));
        }
        return pairs;
    }

    /** Collects while the words are read. */
    static final class Builder {
        private final IdentityHashMap<Option, List<String>> values = new IdentityHashMap<>();
        private final List<String> operands = new ArrayList<>();

        void option(Option option, String value) {
            List<String> list = values.computeIfAbsent(option, key -> new ArrayList<>());
            if (option.arity() != Option.Arity.MANY) {
                list.clear();
            }
            list.add(value);
        }

        void operand(String word) {
            operands.add(word);
        }

        Arguments build() {
            return new Arguments(values, List.copyOf(operands));
        }
    }
}
