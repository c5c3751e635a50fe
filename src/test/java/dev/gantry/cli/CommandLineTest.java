package dev.gantry.cli;

import dev.gantry.diag.UsageException;
import dev.gantry.golden.CaseFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What the words of a command line mean. Each case was compared with {@code docker compose} 2.40.3,
 * where that has the option.
 */
class CommandLineTest {
    private static final Option FOLLOW = Option.flag("follow", 'f', "");
    private static final Option DETACH = Option.flag("detach", 'd', "");
    private static final Option TAIL = Option.one("tail", 'n', "NUM", "");
    private static final List<Option> OWN = List.of(FOLLOW, DETACH, TAIL);

    @TestFactory
    Stream<DynamicTest> cases() {
        return CaseFile.tests("cli/parse", CommandLineTest::answer);
    }

    private static String answer(CaseFile one) {
        StringBuilder out = new StringBuilder();
        for (String line : one.section("lines").lines().toList()) {
            out.append(line).append('\n');
            List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" "));
            out.append("    ").append(meaning(words)).append('\n');
        }
        return out.toString();
    }

    private static String meaning(List<String> words) {
        try {
            CommandLine line = new CommandLine(words);
            String verb = line.readVerb(Global.OPTIONS).orElse("(none)");
            List<Option> options = new ArrayList<>(OWN);
            options.addAll(Global.OPTIONS);
            return meaning(verb, options, line.readRest(options, "gantry " + verb));
        } catch (UsageException wrong) {
            return wrong.getMessage() + " | " + wrong.hint();
        }
    }

    private static String meaning(String verb, List<Option> options, Arguments given) {
        StringBuilder out = new StringBuilder(verb);
        for (Option option : options) {
            if (!given.list(option).isEmpty()) {
                String value =
                        option.takesValue()
                                ? given.list(option).toString()
                                : Boolean.toString(given.has(option));
                out.append(' ').append(option.name()).append('=').append(value);
            }
        }
        return out.append(' ').append(given.operands()).toString();
    }
}
