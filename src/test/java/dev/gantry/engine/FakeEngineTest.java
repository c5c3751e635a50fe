package dev.gantry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What tests of other rooms rely on, beyond the contract of an engine. */
class FakeEngineTest {
    private final FakeEngine engine = new FakeEngine("box").image("redis:7");

    private static MapNode redis() {
        return Json.object().put("Image", Json.of("redis:7")).build();
    }

    @Test
    void healthMovesWithLooks() {
        engine.behaves("web", new FakeBehaviour.HealthyAfter(2));
        engine.createContainer("web", "", redis());
        engine.startContainer("web");

        assertThat(health()).isEqualTo("starting");
        assertThat(health()).isEqualTo("starting");
        assertThat(health()).isEqualTo("healthy");
        assertThat(health()).isEqualTo("healthy");
        assertThat(engine.history())
                .extracting(EventStream.EngineEvent::action)
                .containsExactly("create", "start", "health_status: healthy");
    }

    private String health() {
        return engine.containers(List.of()).getFirst().health();
    }

    @Test
    void aProcessMayExitByItself() {
        engine.behaves("web", new FakeBehaviour.ExitsAfter(1, 3));
        engine.createContainer("web", "", redis());
        engine.startContainer("web");

        assertThat(engine.containers(List.of()).getFirst().state()).isEqualTo("running");
        ContainerSummary exited = engine.containers(List.of()).getFirst();
        assertThat(exited.state()).isEqualTo("exited");
        assertThat(exited.exitCode()).isEqualTo(3);
    }

    @Test
    void theJournalTellsReadsFromChanges() {
        engine.containers(List.of());
        engine.createContainer("web", "", redis());

        assertThat(engine.journal())
                .containsExactly(
                        new FakeEngine.Call("containers", "", false),
                        new FakeEngine.Call("createContainer", "web", true));
        assertThat(engine.mutations())
                .containsExactly(new FakeEngine.Call("createContainer", "web", true));
    }

    @Test
    void aFailureComesInTheWordsOfAnEngine() {
        engine.createContainer("web", "", redis());
        engine.failOnce("startContainer", "web", 500, "driver failed");

        assertThatThrownBy(() -> engine.startContainer("web"))
                .isInstanceOf(EngineException.class)
                .hasMessage("cannot start container web on box: driver failed");
        engine.startContainer("web");
        assertThat(engine.containers(List.of()).getFirst().state()).isEqualTo("running");
    }

    @Test
    void aCutHostIsUnreachableUntilItIsHealed() {
        engine.cut();
        assertThatThrownBy(engine::version)
                .isInstanceOfSatisfying(
                        EngineException.class, cut -> assertThat(cut.unreachable()).isTrue());
        engine.heal();
        assertThat(engine.apiVersion().text()).isEqualTo("1.51");
    }
}
