package dev.gantry.cli;

import dev.gantry.diag.UsageException;
import dev.gantry.doc.TextFile;
import dev.gantry.doc.TextFile.UnreadableException;
import dev.gantry.secret.SecretAddress;

/** The value that {@code gantry secret set} is given. */
final class SecretValue {
    /** What Linux lets a variable of a process be, and some room for its name. */
    private static final int LONGEST = 128 * 1024 - 1024;

    private SecretValue() {}

    static String read(Session session, SecretAddress address) {
        String value = given(session, address);
        if (value.isEmpty()) {
            throw new UsageException(
                    "the value of " + address + " is empty", "`gantry secret rm` takes one out");
        }
        if (value.indexOf('\0') >= 0) {
            throw new UsageException(
                    "the value of " + address + " has a zero byte, which no variable can have",
                    "keep it in Base64");
        }
        return value;
    }

    private static String given(Session session, SecretAddress address) {
        String file = session.arguments().text(SecretCommand.FROM_FILE);
        if (!file.isEmpty()) {
            try {
                return TextFile.read(session.directory().resolve(file), LONGEST);
            } catch (UnreadableException wrong) {
                throw new UsageException(
                        wrong.isMissing()
                                ? "--from-file: there is no file " + file
                                : "--from-file: " + file + " " + wrong.reason(),
                        wrong.hint());
            }
        }
        if (session.invocation().terminal().input() && !session.console().json()) {
            return new HiddenPrompt(session).ask("Value of " + address + ": ").orElse("");
        }
        try {
            return withoutLineEnd(TextFile.read(session.invocation().input(), LONGEST));
        } catch (UnreadableException wrong) {
            throw new UsageException("standard input " + wrong.reason(), wrong.hint());
        }
    }

    /** The one that {@code echo} adds. */
    private static String withoutLineEnd(String text) {
        String less = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return less.endsWith("\r") ? less.substring(0, less.length() - 1) : less;
    }
}
