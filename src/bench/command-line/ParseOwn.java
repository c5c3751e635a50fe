package dev.gantry.cli;

import java.util.ArrayList;
import java.util.List;

/** Gantry's own option tables, as shipped. */
public final class ParseOwn {
    private static final Option FORMAT = Option.one("format", "FORM", "yaml or json");
    private static final Option QUIET = Option.flag("quiet", 'q', "Only validate");
    private static final Option LITERAL = Option.flag("no-interpolate", "Leave variables");

    public static void main(String[] words) {
        CommandLine line = new CommandLine(List.of(words));
        String verb = line.readVerb(Global.OPTIONS).orElseThrow();
        List<Option> options = new ArrayList<>(List.of(FORMAT, QUIET, LITERAL));
        options.addAll(Global.OPTIONS);
        Arguments given = line.readRest(options, verb);
        System.out.println(
                verb + " " + given.text(Global.DIRECTORY) + " " + given.list(Global.FILE)
                        + " " + given.list(Global.PROFILE) + " " + given.text(FORMAT) + " "
                        + given.has(QUIET) + " " + given.has(LITERAL) + " " + given.operands());
    }
}
