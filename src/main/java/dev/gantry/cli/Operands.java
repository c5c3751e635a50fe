package dev.gantry.cli;

import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.UsageException;
import java.util.Collection;

/** How many operands a command takes. */
final class Operands {
    private Operands() {}

    static void none(Arguments arguments) {
        atMost(0, arguments);
    }

    static void atMost(int count, Arguments arguments) {
        if (arguments.operands().size() > count) {
            throw new UsageException(
                    "unexpected argument \"" + arguments.operands().get(count) + "\"", "");
        }
    }

    static void some(Arguments arguments, String what, String example) {
        if (arguments.operands().isEmpty()) {
            throw new UsageException(what + " is missing", "write `" + example + "`");
        }
    }

    /** The only operand. */
    static String one(Arguments arguments, String what, String example) {
        atMost(1, arguments);
        some(arguments, what, example);
        return arguments.operands().getFirst();
    }

    /** The only operand after a first word. */
    static String second(Arguments arguments, String what, String example) {
        atMost(2, arguments);
        if (arguments.operands().size() < 2) {
            throw new UsageException(what + " is missing", "write `" + example + "`");
        }
        return arguments.operands().get(1);
    }

    /** For a first word that the command does not have. */
    static UsageException unknown(String command, String word, Collection<String> known) {
        return new UsageException(
                command + " does not know \"" + word + "\"", DidYouMean.hint(word, known));
    }

    /** A port's number. */
    static int port(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number > 0 && number < 65536) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw new UsageException("\"" + text + "\" is no port: a number up to 65535", "");
    }

    /** Refuses a name that nothing has, with the name that was probably meant. */
    static void requireKnown(String kind, String name, Collection<String> known) {
        if (!known.contains(name)) {
            throw new UsageException("no such " + kind + ": " + name, DidYouMean.hint(name, known));
        }
    }
}
