package dev.gantry.cli;

import dev.gantry.diag.UsageException;

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

    /** The only operand. */
    static String one(Arguments arguments, String what, String example) {
        atMost(1, arguments);
        if (arguments.operands().isEmpty()) {
            throw new UsageException(what + " is missing", "write `" + example + "`");
        }
        return arguments.operands().getFirst();
    }
}
