package dev.gantry.cli;

import dev.gantry.golden.CaseFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole command lines on wrong input, through the real rooms: what is printed and how they end. The
 * section {@code run} has the command lines, {@code input} what is written to them; every other
 * section is a file. No engine is at hand.
 */
class WrongInputTest {
    @TempDir Path directory;
    private int folders;

    @TestFactory
    Stream<DynamicTest> cases() {
        return CaseFile.tests("cli/wrong", this::answer);
    }

    private String answer(CaseFile one) {
        Path folder = directory.resolve("case" + folders++).resolve("shop");
        one.inputs().forEach((name, text) -> write(folder.resolve(name), text));
        Runner runner = new Runner(folder);
        runner.environment.put("DOCKER_HOST", "unix://" + folder.resolve("no.sock"));
        runner.input = one.section("input");
        StringBuilder out = new StringBuilder();
        for (String line : one.section("run").lines().toList()) {
            String[] words = line.substring("gantry".length()).strip().split(" +");
            Runner.Ended ended = runner.run(new RealHouse(), words);
            out.append("$ ").append(line).append('\n').append(ended.output());
            ended.error().lines().forEach(text -> out.append("! ").append(text).append('\n'));
            out.append("= ").append(ended.code().number()).append("\n\n");
        }
        return out.toString().replace(folder.toString(), "/srv/shop");
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
