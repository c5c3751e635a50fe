package dev.gantry.doctor.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.gantry.apply.Timekeeper;
import dev.gantry.doctor.diagnosis.DeepLook;
import dev.gantry.doctor.diagnosis.HostFacts.PresentImage;
import dev.gantry.doctor.diagnosis.Look;
import dev.gantry.engine.FakeEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Looks with containers: whatever comes of them, none remains. */
class TrialTest {
    private static final String NO_SHELL =
            "OCI runtime create failed: exec: \"/bin/sh\": stat /bin/sh: no such file or directory";

    private final FakeEngine engine = new FakeEngine("gpu").image("a:1").image("b:1");
    private final AtomicInteger names = new AtomicInteger();
    private final Timekeeper time = Timekeeper.system();

    private static final SequencedMap<String, String> SHARES =
            new LinkedHashMap<>(Map.of("shelf", "/mnt/shelf"));

    private DeepLook look(boolean stopped) {
        Means means =
                new Means(
                        () -> "%012d".formatted(names.incrementAndGet()) + "f".repeat(52),
                        time,
                        () -> stopped);
        List<PresentImage> images =
                List.of(
                        new PresentImage("a:1", "linux/amd64"),
                        new PresentImage("b:1", "linux/amd64"));
        return new Trial(engine, means, images).look(true, true, SHARES);
    }

    @AfterEach
    void nothingRemains() {
        time.close();
        assertThat(engine.containers(List.of())).isEmpty();
    }

    @Test
    void whatTheEngineRefusesIsToldInItsWords() {
        engine.fail("startContainer", "", 500, "could not select device driver \"\"");
        assertThat(look(false).gpu())
                .isEqualTo(new Look.Refused("could not select device driver \"\""));
    }

    @Test
    void anImageWithoutAShellSaysNothingAboutTheHost() {
        engine.fail("startContainer", "", 500, NO_SHELL);
        Look none = new Look.Not("no image of the fleet there has a shell to look with");
        assertThat(look(false)).returns(none, DeepLook::disk).returns(none, DeepLook::gpu);
    }

    @Test
    void theNextImageIsTakenWhereTheFirstHasNoShell() {
        engine.failOnce("startContainer", "", 500, NO_SHELL);
        assertThat(look(false).disk()).isEqualTo(new Look.Seen(""));
    }

    @Test
    void withoutEtcDockerThereIsNoDaemonJson() {
        engine.fail(
                "createContainer",
                "",
                400,
                "invalid mount config for type \"bind\": bind source path does not exist: /etc/docker");
        assertThat(look(false).daemonFile()).isEqualTo(new Look.Seen(""));
    }

    @Test
    void aPathThatTheHostDoesNotHaveIsNothingToSee() {
        engine.fail(
                "createContainer",
                "",
                400,
                "invalid mount config for type \"bind\": bind source path does not exist: /mnt/shelf");
        assertThat(look(false).shares()).containsExactly(entry("shelf", new Look.Seen("")));
    }

    @Test
    void afterTheWishToStopNothingIsMade() {
        assertThat(look(true)).isEqualTo(DeepLook.not("stopped", SHARES.keySet()));
        assertThat(engine.mutations()).isEmpty();
    }

    @Test
    void withoutAnImageNobodyLooks() {
        Trial trial = new Trial(engine, new Means(() -> "", time, () -> false), List.of());
        assertThat(trial.look(true, true, SHARES))
                .isEqualTo(
                        DeepLook.not(
                                "no image of the fleet is there to look with", SHARES.keySet()));
    }
}
