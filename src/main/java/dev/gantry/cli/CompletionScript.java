package dev.gantry.cli;

import java.util.ArrayList;
import java.util.List;

/** Completion scripts, from the tables that the command line is read by. */
final class CompletionScript {
    private final StringBuilder out = new StringBuilder();

    private CompletionScript() {}

    static String bash() {
        CompletionScript script = new CompletionScript();
        script.words("_gantry");
        script.line("complete -o default -F _gantry gantry");
        return script.out.toString();
    }

    /** The same function: zsh can run bash's. */
    static String zsh() {
        CompletionScript script = new CompletionScript();
        script.line("autoload -U +X compinit && compinit");
        script.line("autoload -U +X bashcompinit && bashcompinit");
        return script.out + bash();
    }

    static String fish() {
        CompletionScript script = new CompletionScript();
        for (Verb verb : Verb.values()) {
            script.line(
                    "complete -c gantry -n __fish_use_subcommand -f -a "
                            + verb.word()
                            + " -d "
                            + quoted(verb.summary()));
            for (Option option : Cli.command(verb).manual().options()) {
                script.fishOption("__fish_seen_subcommand_from " + verb.word(), option);
            }
        }
        for (Option option : Global.OPTIONS) {
            script.fishOption("", option);
        }
        return script.out.toString();
    }

    private void words(String function) {
        line(function + "() {");
        line("    local cur=${COMP_WORDS[COMP_CWORD]} verb= word");
        line("    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do");
        line("        case $word in");
        line("            " + String.join("|", verbs()) + ") verb=$word; break ;;");
        line("        esac");
        line("    done");
        line("    case $verb in");
        List<String> first = new ArrayList<>(verbs());
        first.addAll(flags(Global.OPTIONS));
        choices("''", first);
        for (Verb verb : Verb.values()) {
            List<String> choices = new ArrayList<>(operands(verb));
            choices.addAll(flags(Cli.command(verb).manual().options()));
            choices.addAll(flags(Global.OPTIONS));
            choices(verb.word(), choices);
        }
        line("    esac");
        line("}");
    }

    private void choices(String pattern, List<String> choices) {
        String words = String.join(" ", choices);
        line("        " + pattern + ") COMPREPLY=($(compgen -W '" + words + "' -- \"$cur\")) ;;");
    }

    private static List<String> operands(Verb verb) {
        if (verb == Verb.COMPLETION) {
            return List.of("bash", "zsh", "fish");
        }
        if (verb == Verb.DEMO) {
            return List.of("down");
        }
        if (verb == Verb.NODE) {
            return NodeCommand.WORDS;
        }
        if (verb == Verb.KEY) {
            return KeyCommand.WORDS;
        }
        if (verb == Verb.SECRET) {
            return SecretCommand.WORDS;
        }
        return verb == Verb.HELP ? verbs() : List.of();
    }

    private static List<String> verbs() {
        List<String> words = new ArrayList<>();
        for (Verb verb : Verb.values()) {
            words.add(verb.word());
        }
        return words;
    }

    private static List<String> flags(List<Option> options) {
        List<String> flags = new ArrayList<>();
        for (Option option : options) {
            flags.add(option.flagText());
            if (option.hasLetter()) {
                flags.add("-" + option.letter());
            }
        }
        return flags;
    }

    private void fishOption(String condition, Option option) {
        line(
                "complete -c gantry"
                        + (condition.isEmpty() ? "" : " -n " + quoted(condition))
                        + " -l "
                        + option.name()
                        + (option.hasLetter() ? " -s " + option.letter() : "")
                        + (option.takesValue() ? " -r" : "")
                        + " -d "
                        + quoted(option.help()));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
