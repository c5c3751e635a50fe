package dev.gantry.e2e;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that ask for chat answers, one after the other, every second one as a stream. */
final class SteadyLoad implements AutoCloseable {
    /** What came of one request. */
    enum Outcome {
        ANSWERED,
        /** The answer had begun, so nobody could begin it anew. */
        BROKEN_OFF,
        /** Without a byte of an answer. */
        LOST
    }

    record Ended(Outcome outcome, String upstream, String words) {}

    private final Serving server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger number = new AtomicInteger();
    private final List<Ended> ended = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;

    SteadyLoad(Serving server, int clients) {
        this.server = server;
        for (int i = 0; i < clients; i++) {
            threads.execute(this::ask);
        }
    }

    private void ask() {
        while (!stopping) {
            int mine = number.incrementAndGet();
            ended.add(one(mine, mine % 2 == 0));
        }
    }

    private Ended one(int mine, boolean stream) {
        String body =
                "{\"model\":\"tiny\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%d\"}]}"
                        .formatted(stream, mine);
        try {
            HttpResponse<java.io.InputStream> answer =
                    server.client()
                            .send(
                                    server.request("/v1/chat/completions")
                                            .POST(HttpRequest.BodyPublishers.ofString(body))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofInputStream());
            String upstream = answer.headers().firstValue("x-gantry-upstream").orElse("");
            if (answer.statusCode() != 200) {
                String words = new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
                return new Ended(Outcome.LOST, upstream, answer.statusCode() + " " + words);
            }
            return read(answer, upstream, stream);
        } catch (Exception failed) {
            return new Ended(Outcome.LOST, "", String.valueOf(failed));
        }
    }

    private static Ended read(
            HttpResponse<java.io.InputStream> answer, String upstream, boolean stream) {
        try {
            String text = new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
            boolean whole = stream ? text.endsWith("data: [DONE]\n\n") : text.endsWith("}");
            return new Ended(whole ? Outcome.ANSWERED : Outcome.BROKEN_OFF, upstream, "");
        } catch (java.io.IOException cut) {
            return new Ended(Outcome.BROKEN_OFF, upstream, String.valueOf(cut));
        }
    }

    /** Waits until so many more have ended. */
    void run(int more) throws InterruptedException {
        int goal = ended.size() + more;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (ended.size() < goal) {
            if (System.nanoTime() > end) {
                throw new AssertionError("only " + ended.size() + " of " + goal + " have ended");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** How many have ended so far. */
    int mark() {
        return ended.size();
    }

    List<Ended> since(int mark) {
        List<Ended> all = new ArrayList<>(ended);
        return all.subList(mark, all.size());
    }

    static Map<Outcome, Long> counts(List<Ended> some) {
        Map<Outcome, Long> counts = new TreeMap<>();
        for (Outcome one : Outcome.values()) {
            counts.put(one, some.stream().filter(end -> end.outcome() == one).count());
        }
        return counts;
    }

    /** Lets those under way end. */
    @Override
    public void close() {
        stopping = true;
        threads.close();
    }
}
