package dev.gantry.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A process in a fake container: knows {@code echo WORDS [$NAME] [>&2]}, {@code cat}, {@code
 * printenv NAME}, {@code pwd} and {@code exit N}, one after the other with semicolons between them
 * behind {@code sh -c}.
 */
final class FakeShell implements Attachment {
    private static final byte[] END = new byte[0];

    private final ExecOptions options;
    private final BlockingQueue<byte[]> input = new LinkedBlockingQueue<>();
    private volatile int exitCode;
    private volatile boolean closed;

    FakeShell(ExecOptions options) {
        this.options = options;
    }

    int exitCode() {
        return exitCode;
    }

    @Override
    public void copyTo(OutputStream output, OutputStream error) {
        List<String> command = options.command();
        boolean script = command.size() > 2 && command.get(1).equals("-c");
        String text = script ? command.get(2) : String.join(" ", command);
        try {
            for (String part : text.split(";")) {
                run(part.strip(), output, options.terminal() ? output : error);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void run(String part, OutputStream output, OutputStream error) throws IOException {
        String[] words = part.split(" +", 2);
        String rest = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "echo" -> {
                boolean toError = rest.endsWith(" >&2");
                String line = toError ? rest.substring(0, rest.length() - 4) : rest;
                print(toError ? error : output, expanded(line) + "\n");
            }
            case "cat" -> cat(output);
            case "printenv" -> printenv(rest, output);
            case "pwd" -> print(output, options.directory() + "\n");
            case "exit" -> exitCode = Integer.parseInt(rest);
            case "true" -> {}
            default -> {
                print(error, words[0] + ": not found\n");
                exitCode = 127;
            }
        }
    }

    private String expanded(String line) {
        String text = line;
        for (String pair : options.environment()) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                continue;
            }
            text = text.replace("$" + pair.substring(0, equals), pair.substring(equals + 1));
        }
        return text;
    }

    private void printenv(String name, OutputStream output) throws IOException {
        for (String pair : options.environment()) {
            if (pair.startsWith(name + "=")) {
                print(output, pair.substring(name.length() + 1) + "\n");
                return;
            }
        }
        exitCode = 1;
    }

    private static void print(OutputStream to, String text) throws IOException {
        to.write(text.getBytes(StandardCharsets.UTF_8));
        to.flush();
    }

    private void cat(OutputStream output) throws IOException {
        try {
            byte[] piece = options.input() ? input.take() : END;
            while (piece.length > 0 && !closed) {
                output.write(piece);
                output.flush();
                piece = input.take();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void write(byte[] bytes, int count) {
        if (count > 0) {
            input.add(Arrays.copyOf(bytes, count));
        }
    }

    @Override
    public void endInput() {
        input.add(END);
    }

    @Override
    public void close() {
        closed = true;
        input.add(END);
    }
}
