import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** picocli's programmatic interface, without annotations, the subcommand made when it is asked for. */
public final class ParsePico {
    public static void main(String[] words) {
        CommandSpec root = CommandSpec.create().name("gantry");
        one(root, "-C", "--directory");
        many(root, "-f", "--file");
        one(root, "-p", "--project-name");
        many(root, "--profile");
        many(root, "--env-file");
        many(root, "-e", "--env");
        one(root, "--project-directory");
        many(root, "--host");
        many(root, "--stack");
        many(root, "--label");
        one(root, "--progress");
        flag(root, "--json");
        one(root, "--ansi");
        flag(root, "--no-color");
        flag(root, "-y", "--yes");
        flag(root, "-h", "--help");
        flag(root, "-v", "--version");
        CommandSpec config = CommandSpec.create().name("config");
        one(config, "--format");
        flag(config, "-q", "--quiet");
        flag(config, "--no-interpolate");
        config.addPositional(PositionalParamSpec.builder().arity("0..*").type(List.class).auxiliaryTypes(String.class).build());
        root.addSubcommand("config", config);
        ParseResult before = new CommandLine(root).parseArgs(words);
        ParseResult given = before.subcommand();
        List<String> services = given.matchedPositional(0).getValue();
        System.out.println(
                "config " + before.matchedOptionValue("-C", "") + " " + before.matchedOptionValue("-f", List.of()) + " "
                        + before.matchedOptionValue("--profile", List.of()) + " " + given.matchedOptionValue("--format", "") + " "
                        + given.hasMatchedOption("-q") + " " + given.hasMatchedOption("--no-interpolate") + " " + services);
    }

    private static void one(CommandSpec spec, String... names) {
        spec.addOption(OptionSpec.builder(names).paramLabel("VALUE").type(String.class).description(names[0]).build());
    }

    private static void many(CommandSpec spec, String... names) {
        spec.addOption(OptionSpec.builder(names).paramLabel("VALUE").type(List.class).auxiliaryTypes(String.class).arity("1").description(names[0]).build());
    }

    private static void flag(CommandSpec spec, String... names) {
        spec.addOption(OptionSpec.builder(names).type(boolean.class).arity("0").description(names[0]).build());
    }
}
