import java.util.List;
import joptsimple.OptionParser;
import joptsimple.OptionSet;

/** JOpt Simple, twice: up to the verb, and behind it. */
public final class ParseJopt {
    public static void main(String[] words) {
        OptionParser global = global();
        global.posixlyCorrect(true);
        OptionSet before = global.parse(words);
        List<?> rest = before.nonOptionArguments();
        String verb = (String) rest.getFirst();
        OptionParser own = global();
        own.accepts("format", "yaml or json").withRequiredArg();
        own.acceptsAll(List.of("q", "quiet"), "Only validate");
        own.accepts("no-interpolate", "Leave variables");
        OptionSet given = own.parse(rest.subList(1, rest.size()).toArray(String[]::new));
        System.out.println(
                verb + " " + before.valueOf("C") + " " + before.valuesOf("f") + " " + before.valuesOf("profile") + " "
                        + given.valueOf("format") + " " + given.has("q") + " " + given.has("no-interpolate") + " "
                        + given.nonOptionArguments());
    }

    private static OptionParser global() {
        OptionParser parser = new OptionParser();
        parser.acceptsAll(List.of("C", "directory"), "directory").withRequiredArg();
        parser.acceptsAll(List.of("f", "file"), "file").withRequiredArg();
        parser.acceptsAll(List.of("p", "project-name"), "project-name").withRequiredArg();
        parser.acceptsAll(List.of("e", "env"), "env").withRequiredArg();
        for (String name : List.of("profile", "env-file", "project-directory", "host", "stack", "label", "progress", "ansi")) {
            parser.accepts(name, name).withRequiredArg();
        }
        parser.accepts("json", "Print JSON");
        parser.accepts("no-color", "Print without colours");
        parser.acceptsAll(List.of("y", "yes"), "Agree to every question");
        parser.acceptsAll(List.of("h", "help"), "Explain the command");
        parser.acceptsAll(List.of("v", "version"), "Show the version");
        return parser;
    }
}
