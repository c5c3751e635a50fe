package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.Fields;
import dev.gantry.lab.LabHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A node fails under load, in every way that one can: no request is lost. */
@ExtendWith(TwoHosts.class)
class FailoverTest {
    private static final int CLIENTS = 6;
    private static final String FAULTY = "one/chat";

    private final TwoHosts.Hosts hosts;
    private final LabHost one;
    private final List<String> report = new ArrayList<>();
    private InferenceFleet fleet;
    private Serving server;

    FailoverTest(@TempDir Path folder, TwoHosts.Hosts hosts) throws Exception {
        this.hosts = hosts;
        this.one = hosts.one();
        this.fleet = InferenceFleet.up(folder, hosts);
        this.server = Serving.start(folder, "", Map.of());
    }

    @BeforeEach
    void register() throws Exception {
        server.node(InferenceFleet.chat(hosts.one())).node(InferenceFleet.chat(hosts.two()));
        server.awaitOpen("one/chat", "two/chat");
    }

    @AfterEach
    void down() throws Exception {
        one.heal();
        server.close();
        fleet.fleet().docker(one, "rm", "-f", "faulty");
        fleet.close();
        System.out.println(String.join("\n", report));
        Files.write(Files.createDirectories(Path.of("target")).resolve("failover.md"), report);
    }

    /** Something that goes wrong, and how it is made good. */
    private record Fault(String name, Step begin, Step end, int requests) {}

    private interface Step {
        void run() throws Exception;
    }

    @Test
    void noRequestIsLost() throws Exception {
        report.add(
                "| fault | requests | answered | broken off | lost | failed at the faulty node |");
        report.add("| --- | --- | --- | --- | --- | --- |");
        SteadyLoad load = new SteadyLoad(server, CLIENTS);
        try (load) {
            load.run(100);
            for (Fault fault : faults()) {
                suffer(load, fault);
            }
        }
        // Those too that a fault held up until after the next one.
        List<SteadyLoad.Ended> all = load.since(0);
        long lost = SteadyLoad.counts(all).getOrDefault(SteadyLoad.Outcome.LOST, 0L);
        report.add("| all | %d | | | %d | |".formatted(all.size(), lost));
        assertThat(lost).isZero();
    }

    private List<Fault> faults() {
        String chat = fleet.container("llm", "chat");
        Scenario docker = fleet.fleet();
        return List.of(
                new Fault(
                        "process killed",
                        () -> docker.docker(one, "kill", chat),
                        () -> docker.docker(one, "start", chat),
                        300),
                new Fault("cable pulled", one::cut, one::heal, 300),
                new Fault("packets dropped", one::drop, one::undrop, 300),
                new Fault(
                        "restarted",
                        () -> docker.docker(one, "restart", "-t", "1", chat),
                        () -> {},
                        300),
                new Fault(
                        "made slow",
                        () -> docker.docker(one, "update", "--cpus", "0.05", chat),
                        () -> docker.docker(one, "update", "--cpus", "2", chat),
                        200),
                new Fault("answers 500 at once", this::answer500, this::mendAnswers, 600));
    }

    private void suffer(SteadyLoad load, Fault fault) throws Exception {
        int mark = load.mark();
        int logged = server.accessLog().size();
        fault.begin().run();
        load.run(fault.requests());
        // Whoever waited there when it began has to have come to an end, too.
        load.run(CLIENTS);
        List<SteadyLoad.Ended> ended = load.since(mark);
        List<Fields> lines = server.accessLog();
        long failures =
                lines.subList(Math.min(logged, lines.size()), lines.size()).stream()
                        .mapToLong(FailoverTest::failures)
                        .sum();
        Map<SteadyLoad.Outcome, Long> counts = SteadyLoad.counts(ended);
        report.add(
                "| %s | %d | %d | %d | %d | %d |"
                        .formatted(
                                fault.name(),
                                ended.size(),
                                counts.get(SteadyLoad.Outcome.ANSWERED),
                                counts.get(SteadyLoad.Outcome.BROKEN_OFF),
                                counts.get(SteadyLoad.Outcome.LOST),
                                failures));
        assertThat(ended.stream().filter(one -> one.outcome() == SteadyLoad.Outcome.LOST))
                .as(fault.name())
                .isEmpty();
        // What was on its way there, and now and then one that tries whether it is well again.
        assertThat(failures).as(fault.name()).isLessThanOrEqualTo(ended.size() / 10);
        fault.end().run();
        server.awaitOpen(FAULTY);
        server.until(
                "it has work again",
                () ->
                        load.since(load.mark() - 20).stream()
                                .anyMatch(end -> end.upstream().equals(FAULTY)));
    }

    /** How often a request failed at the faulty node. */
    private static long failures(Fields line) {
        return line.maps("tries").stream()
                .filter(attempt -> attempt.text("upstream").equals(FAULTY))
                .filter(attempt -> !attempt.text("outcome").equals("answered"))
                .count();
    }

    /** Its health is well, and all else fails faster than anybody answers. */
    private void answer500() throws Exception {
        Files.writeString(
                one.root().resolve("srv/faulty.conf"),
                """
                events {}
                http {
                  server {
                    listen 80;
                    default_type application/json;
                    location = /health { return 200 '{"status":"ok"}'; }
                    location = /v1/models { return 200 '{"data":[{"id":"tiny"}]}'; }
                    location = /props { return 200 '{"total_slots":4}'; }
                    location / { return 500 '{"error":{"code":500,"message":"CUDA error"}}'; }
                  }
                }
                """);
        fleet.fleet().docker(one, "stop", "-t", "0", fleet.container("llm", "chat"));
        fleet.fleet()
                .docker(
                        one,
                        "run",
                        "-d",
                        "--name",
                        "faulty",
                        "-p",
                        "8080:80",
                        "-v",
                        "/srv/faulty.conf:/etc/nginx/nginx.conf:ro",
                        "lab/nginx:1");
    }

    private void mendAnswers() {
        fleet.fleet().docker(one, "rm", "-f", "faulty");
        fleet.fleet().docker(one, "start", fleet.container("llm", "chat"));
    }

    @Test
    void aServerThatIsToldToStopLetsStreamsEnd() throws Exception {
        try (SteadyLoad load = new SteadyLoad(server, CLIENTS)) {
            load.run(50);
            int mark = load.mark();
            assertThat(server.stop()).isZero();
            List<SteadyLoad.Ended> ended = load.since(mark);
            assertThat(ended.stream().filter(end -> end.outcome() == SteadyLoad.Outcome.BROKEN_OFF))
                    .isEmpty();
        }
    }
}
