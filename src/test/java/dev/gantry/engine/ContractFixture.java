package dev.gantry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;

/** What the contracts share: the engine at hand, and containers that this run made. */
public interface ContractFixture {
    String LABEL = "dev.gantry.contract";
    Duration GRACE = Duration.ofSeconds(1);

    Engine engine();

    /** An image that the engine has, whose process runs until it is stopped. */
    String image();

    /** Begins the names of what this run makes; letters and digits. */
    String prefix();

    default String name(String part) {
        return prefix() + "-" + part;
    }

    default MapNode.Builder body() {
        return Json.object()
                .put("Image", Json.of(image()))
                .put(
                        "Labels",
                        Json.object()
                                .put(LABEL, Json.of(prefix()))
                                .put("part", Json.of("a <b> & \"c\""))
                                .build());
    }

    default String create(String part) {
        return engine().createContainer(name(part), "", body().build());
    }

    static void refused(int status, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EngineException.class,
                        refused -> assertThat(refused.status()).isEqualTo(status))
                .hasMessageStartingWith("cannot ");
    }

    @AfterEach
    default void removeWhatWasMade() {
        Engine engine = engine();
        engine.containers(List.of(LABEL + "=" + prefix()))
                .forEach(made -> engine.removeContainer(made.id(), true));
        engine.networks().stream()
                .filter(network -> network.name().startsWith(prefix()))
                .forEach(network -> engine.removeNetwork(network.id()));
        engine.volumes().stream()
                .filter(volume -> volume.name().startsWith(prefix()))
                .forEach(volume -> engine.removeVolume(volume.name()));
    }
}
