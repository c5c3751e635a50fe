package dev.gantry.engine.dial;

import dev.gantry.engine.Approach;
import dev.gantry.engine.Endpoint;
import dev.gantry.engine.http.UnreachableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Logs in once, with {@code ssh -v}, and looks at the engine's socket there. */
record SshLook(SshProgram ssh) {

    Approach approach() {
        List<Endpoint.Ssh> route = List.of(ssh.host());
        try {
            route = new SshRoute(ssh).hosts();
            return look(new SshTrace(route));
        } catch (IOException failed) {
            UnreachableException missing = SshFailure.ofStart(failed);
            return stopped(route, "" + missing.getMessage(), missing.next());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return stopped(route, "interrupted while ssh connected", "");
        }
    }

    private static Approach stopped(List<Endpoint.Ssh> route, String reason, String next) {
        List<String> hops = route.stream().map(Endpoint.Ssh::host).toList();
        return new Approach(hops, List.of(), new Approach.Stop(hops.getFirst(), reason, next));
    }

    private Approach look(SshTrace trace) throws IOException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(ssh.trace()).start();
        process.getOutputStream().close();
        try (ExecutorService watch = Executors.newSingleThreadExecutor()) {
            watch.execute(() -> endInTime(process));
            List<SshTrace.Line> lines = lines(process, start);
            String printed =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return trace.read(lines, printed.lines().reduce("", (_, last) -> last.strip()));
        } finally {
            process.destroy();
        }
    }

    /** {@code ConnectTimeout} is about connecting; nothing of ssh's ends a log-in that hangs. */
    private void endInTime(Process process) {
        try {
            long seconds = ssh.connect().toSeconds() * 2;
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<SshTrace.Line> lines(Process process, long start) throws IOException {
        List<SshTrace.Line> lines = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                long millis = (System.nanoTime() - start) / 1_000_000;
                lines.add(new SshTrace.Line(millis, line.stripTrailing()));
            }
        }
        return lines;
    }
}
