package dev.gantry.cli;

import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import java.util.List;

/** {@code gantry version}. */
final class VersionCommand implements Command {
    /** A test holds it equal to the version in {@code pom.xml}: reading a resource costs time. */
    static final String NUMBER = "0.1.0";

    private static final Option SHORT = Option.flag("short", "Print the number alone");
    private static final Option FORMAT = Option.one("format", 'f', "FORM", "pretty or json");

    private enum Format {
        PRETTY,
        JSON
    }

    static String line() {
        return "Gantry version " + NUMBER;
    }

    @Override
    public Manual manual() {
        return new Manual(
                Verb.VERSION,
                "",
                List.of(),
                List.of(SHORT, FORMAT),
                List.of(new Manual.Example("gantry version --short", "for a script")));
    }

    @Override
    public ExitCode run(Session session) {
        Arguments arguments = session.arguments();
        Operands.none(arguments);
        Format format =
                arguments.choice(
                        FORMAT,
                        Format.values(),
                        session.console().json() ? Format.JSON : Format.PRETTY);
        session.console().printLine(arguments.has(SHORT) ? NUMBER : text(format));
        return ExitCode.DONE;
    }

    private static String text(Format format) {
        return switch (format) {
            case PRETTY -> line();
            case JSON -> JsonWriter.compact(Json.object().put("version", Json.of(NUMBER)).build());
        };
    }
}
