import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Apache Commons CLI, twice: up to the verb, and behind it. */
public final class ParseCommons {
    public static void main(String[] words) throws Exception {
        CommandLine before = new DefaultParser().parse(global(), words, true);
        List<String> rest = before.getArgList();
        String verb = rest.getFirst();
        Options options = global();
        options.addOption(Option.builder().longOpt("format").hasArg().argName("FORM").desc("yaml or json").get());
        options.addOption(Option.builder("q").longOpt("quiet").desc("Only validate").get());
        options.addOption(Option.builder().longOpt("no-interpolate").desc("Leave variables").get());
        CommandLine given = new DefaultParser().parse(options, rest.subList(1, rest.size()).toArray(String[]::new));
        System.out.println(
                verb + " " + before.getOptionValue("C") + " " + List.of(before.getOptionValues("f")) + " "
                        + List.of(before.getOptionValues("profile")) + " " + given.getOptionValue("format") + " "
                        + given.hasOption("q") + " " + given.hasOption("no-interpolate") + " " + given.getArgList());
    }

    private static Options global() {
        Options options = new Options();
        one(options, "C", "directory");
        many(options, "f", "file");
        one(options, "p", "project-name");
        many(options, null, "profile");
        many(options, null, "env-file");
        many(options, "e", "env");
        one(options, null, "project-directory");
        many(options, null, "host");
        many(options, null, "stack");
        many(options, null, "label");
        one(options, null, "progress");
        options.addOption(null, "json", false, "Print JSON");
        one(options, null, "ansi");
        options.addOption(null, "no-color", false, "Print without colours");
        options.addOption("y", "yes", false, "Agree to every question");
        options.addOption("h", "help", false, "Explain the command");
        options.addOption("v", "version", false, "Show the version");
        return options;
    }

    private static void one(Options options, String letter, String name) {
        options.addOption(Option.builder(letter).longOpt(name).hasArg().argName("VALUE").desc(name).get());
    }

    private static void many(Options options, String letter, String name) {
        one(options, letter, name);
    }
}
