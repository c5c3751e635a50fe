package dev.gantry;

import dev.gantry.cli.Cancellation;
import dev.gantry.cli.Cli;
import dev.gantry.cli.ExitCode;
import dev.gantry.cli.Invocation;
import dev.gantry.cli.Terminal;
import dev.gantry.engine.HttpEngine;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The program's entry: hands the outside world to {@link Cli}. */
public final class Main {
    private static final Duration LAST_WORD = Duration.ofSeconds(5);

    /** The words of commands that ask no engine, or seldom. */
    private static final Set<String> WITHOUT_ENGINES =
            Set.of("version", "help", "config", "init", "serve", "node", "key");

    private Main() {}

    public static void main(String[] words) {
        // Not System.exit: that asks for a logger first, which costs 20 ms.
        Runtime.getRuntime().halt(run(List.of(words)));
    }

    /** One command line, from beginning to end; Ctrl-C ends the work early and in order. */
    static int run(List<String> words) {
        if (Collections.disjoint(words, WITHOUT_ENGINES)) {
            HttpEngine.prepare();
        }
        Cancellation cancellation = new Cancellation();
        CountDownLatch ended = new CountDownLatch(1);
        Thread self = Thread.currentThread();
        Thread onSignal = new Thread(() -> stop(cancellation, ended, self));
        Runtime.getRuntime().addShutdownHook(onSignal);
        int code = Cli.run(invocation(words, cancellation)).number();
        ended.countDown();
        return code;
    }

    /**
     * When this returns, a signal ends the program with a code of its own: ours has to come first.
     */
    private static void stop(Cancellation cancellation, CountDownLatch ended, Thread worker) {
        cancellation.cancel();
        try {
            boolean inTime = ended.await(cancellation.patience().toMillis(), TimeUnit.MILLISECONDS);
            if (!inTime) {
                Runtime.getRuntime().halt(ExitCode.CANCELLED.number());
            }
            worker.join(LAST_WORD);
        } catch (InterruptedException now) {
            Thread.currentThread().interrupt();
        }
    }

    private static Invocation invocation(List<String> words, Cancellation cancellation) {
        return new Invocation(
                words,
                System.getenv(),
                Path.of("").toAbsolutePath(),
                new FileInputStream(FileDescriptor.in),
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                terminal(),
                InstantSource.system(),
                cancellation);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 8192),
                false,
                StandardCharsets.UTF_8);
    }

    /** The launcher has looked already, which costs a shell nothing: {@code 02} for in and err. */
    private static Terminal terminal() {
        String connected = System.getProperty("gantry.terminal", "");
        return new Terminal(
                connected.contains("0"),
                connected.contains("1"),
                connected.contains("2"),
                new TerminalSize(System.getenv()));
    }
}
