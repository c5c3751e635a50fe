package dev.gantry.cli;

import dev.gantry.engine.FakeBehaviour;
import dev.gantry.engine.FakeEngine;
import dev.gantry.golden.CaseFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole command lines, with what they print and how they end. Sections of a case:
 *
 * <pre>
 * environment   NAME=VALUE lines
 * terminal      which streams are one: in out err
 * input         what is typed
 * hosts         one a line: NAME, then images that are there
 * stacks        NAME HOST SECTION: what runs where, in canonical form
 * engines       HOST cut | HOST fail CALL TARGET STATUS WORDS | HOST healthy SERVICE | HOST exits CONTAINER CODE | HOST published IMAGE | HOST prints CONTAINER TEXT
 * run           command lines
 * </pre>
 *
 * Every other section is a file.
 */
class CliCasesTest {
    @TempDir Path directory;
    private int folders;

    @TestFactory
    Stream<DynamicTest> cases() {
        return CaseFile.tests("cli/run", this::answer);
    }

    private String answer(CaseFile one) {
        Path folder = folder(one);
        Runner runner = new Runner(folder);
        one.section("environment")
                .lines()
                .forEach(line -> {
                    int equals = line.indexOf('=');
                    runner.environment.put(line.substring(0, equals), line.substring(equals + 1));
                });
        String streams = one.section("terminal");
        runner.terminal =
                new Terminal(
                        streams.contains("in"),
                        streams.contains("out"),
                        streams.contains("err"),
                        () -> Terminal.Size.USUAL);
        runner.input = one.section("input");
        one.section("hosts").lines().forEach(line -> host(runner, line.split(" ")));
        one.section("stacks")
                .lines()
                .forEach(line -> {
                    String[] words = line.split(" ");
                    runner.house.stack(words[0], words[1], one.section(words[2]));
                });
        StringBuilder out = new StringBuilder();
        for (String line : one.section("run").lines().toList()) {
            if (line.startsWith("engine ")) {
                engine(runner, line.substring("engine ".length()));
            } else {
                out.append("$ ").append(line).append('\n').append(ended(runner, line));
            }
        }
        return out.toString().replace(folder.toString(), "/tmp");
    }

    private static String ended(Runner runner, String line) {
        Runner.Ended ended = runner.run(line.substring("gantry".length()).strip().split(" +"));
        StringBuilder out = new StringBuilder(ended.output());
        ended.error().lines().forEach(text -> out.append("! ").append(text).append('\n'));
        return out.append("= ").append(ended.code().number()).append("\n\n").toString();
    }

    private static void host(Runner runner, String... words) {
        FakeEngine engine = runner.house.host(words[0]);
        for (int i = 1; i < words.length; i++) {
            engine.image(words[i]);
        }
    }

    private static void engine(Runner runner, String line) {
        String[] words = line.split(" ", 3);
        FakeEngine engine = runner.house.host(words[0]);
        String rest = words.length > 2 ? words[2] : "";
        switch (words[1]) {
            case "cut" -> engine.cut();
            case "heal" -> engine.heal();
            case "healthy" -> engine.behaves(rest, new FakeBehaviour.HealthyAfter(1));
            case "unhealthy" -> engine.behaves(rest, new FakeBehaviour.UnhealthyAfter(1));
            case "refuses" -> {
                String[] refusal = rest.split(" ", 4);
                engine.fail(refusal[0], refusal[1], Integer.parseInt(refusal[2]), refusal[3]);
            }
            case "published" -> engine.published(rest);
            case "exits" -> {
                String[] ending = rest.split(" ", 2);
                engine.exit(ending[0], Integer.parseInt(ending[1]));
            }
            case "exits-when-looked-at" -> {
                String[] ending = rest.split(" ", 2);
                engine.behaves(
                        ending[0], new FakeBehaviour.ExitsAfter(1, Integer.parseInt(ending[1])));
            }
            case "prints" -> {
                String[] text = rest.split(" ", 2);
                engine.prints(text[0], false, text[1]);
            }
            default -> throw new IllegalArgumentException(line);
        }
    }

    private Path folder(CaseFile one) {
        try {
            Path folder = Files.createDirectory(directory.resolve(Integer.toString(folders++)));
            for (Map.Entry<String, String> section : one.inputs().entrySet()) {
                if (section.getKey().indexOf('.') > 0) {
                    Path file = folder.resolve(section.getKey());
                    Files.createDirectories(file.resolveSibling("."));
                    Files.writeString(file, section.getValue());
                }
            }
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
