package dev.gantry.build;

import dev.gantry.diag.OperationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The Docker CLI of this machine, with its buildx plugin, turned to one engine.
 *
 * @param file the program
 * @param environment of its processes, in place of ours
 */
public record DockerProgram(Path file, Map<String, String> environment) {
    private static final String NAME = "docker";
    private static final int TAIL = 12;

    /** The variables by which the CLI would turn to an engine, or a builder, of its own choice. */
    private static final List<String> CHOICES =
            List.of(
                    "DOCKER_HOST",
                    "DOCKER_CONTEXT",
                    "DOCKER_TLS",
                    "DOCKER_TLS_VERIFY",
                    "DOCKER_CERT_PATH",
                    "BUILDX_BUILDER",
                    "DOCKER_API_VERSION");

    /**
     * The program that {@code PATH} leads to, where it has buildx and nothing asks for the classic
     * builder ({@code DOCKER_BUILDKIT=0}).
     *
     * @param variables of this process
     */
    public static Optional<DockerProgram> find(Map<String, String> variables) {
        String wanted = variables.getOrDefault("DOCKER_BUILDKIT", "");
        if (List.of("0", "f", "F", "false", "FALSE", "False").contains(wanted)) {
            return Optional.empty();
        }
        return SearchPath.find(NAME, variables)
                .map(file -> new DockerProgram(file, variables))
                .filter(DockerProgram::hasBuildx);
    }

    private boolean hasBuildx() {
        try {
            Process process =
                    process(List.of("buildx", "version"), Map.of())
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ProcessBuilder process(List<String> arguments, Map<String, String> more) {
        List<String> words = new ArrayList<>(List.of(file.toString()));
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        return builder;
    }

    /**
     * The same program, turned to an engine.
     *
     * @param choice {@code DOCKER_HOST} and what belongs to it
     */
    public DockerProgram at(Map<String, String> choice) {
        Map<String, String> turned = new LinkedHashMap<>(environment);
        CHOICES.forEach(turned::remove);
        turned.putAll(choice);
        return new DockerProgram(file, turned);
    }

    /**
     * Builds, and returns when the image is there.
     *
     * @param lines gets what the program prints
     * @param started gets the process, so that another thread may end it
     * @throws OperationException when it fails, with the last words of the program
     */
    public void build(CliBuild build, Consumer<String> lines, Consumer<Process> started) {
        Deque<String> tail = new ArrayDeque<>();
        int code =
                run(
                        build,
                        build.arguments(),
                        line -> {
                            remember(tail, line);
                            lines.accept(line);
                        },
                        started);
        if (code != 0) {
            throw failed(build, code, tail);
        }
    }

    /**
     * Has the builder look at the Dockerfile.
     *
     * @param lines gets what the program prints
     * @return with what the program ended: 0 where it has nothing to say
     */
    public int check(CliBuild build, Consumer<String> lines) {
        return run(build, build.checking(), lines, started -> {});
    }

    private int run(
            CliBuild build, List<String> words, Consumer<String> lines, Consumer<Process> started) {
        try {
            Process process = process(words, build.environment()).start();
            started.accept(process);
            feed(process, build.input());
            try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.accept(line);
                }
            }
            return process.waitFor();
        } catch (IOException failed) {
            throw new OperationException(
                    "cannot run " + file + ": " + failed.getMessage(), "", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OperationException("interrupted while building", "", interrupted);
        }
    }

    /** A program that ends without reading is judged by its end. */
    private static void feed(Process process, String input) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // it has closed its end
        }
    }

    private static void remember(Deque<String> tail, String line) {
        if (!line.isBlank()) {
            tail.addLast(line);
        }
        if (tail.size() > TAIL) {
            tail.removeFirst();
        }
    }

    /** The line that says what is wrong, or the last one. */
    private static OperationException failed(CliBuild build, int code, Deque<String> tail) {
        String last = tail.isEmpty() ? "it ended with code " + code : tail.getLast();
        String told =
                tail.reversed().stream()
                        .filter(line -> line.startsWith("ERROR: "))
                        .findFirst()
                        .map(line -> line.substring("ERROR: ".length()))
                        .orElse(last);
        return new OperationException(
                "cannot build image " + build.order().service().image() + ": " + told.strip(), "");
    }
}
