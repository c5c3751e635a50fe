package dev.gantry.server.dispatch;

import static dev.gantry.server.dispatch.Crowd.AGENT;
import static dev.gantry.server.dispatch.Crowd.BATCH;
import static dev.gantry.server.dispatch.Crowd.INTERACTIVE;
import static dev.gantry.server.dispatch.Crowd.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.server.dispatch.Crowd.Request;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lanes that come, go and change while requests are in them. */
class DispatcherLanesTest {
    private final Crowd crowd = new Crowd();

    @Test
    void lanesThatChangeKeepWhoWaitsAndTakeTheNewLimits() {
        List<Request> asked = crowd.forOneSlot(3);
        crowd.lanes(new Lane("interactive", 0, 1, false), AGENT, BATCH);
        assertThat(crowd.ask(INTERACTIVE).refusal)
                .isInstanceOfSatisfying(
                        Refusal.Busy.class, why -> assertThat(why.lane().room()).isOne());
        crowd.served(asked.get(0));
        crowd.served(asked.get(1));
        assertThat(asked.get(2).at).isEqualTo("a");
    }

    @Test
    void whoWaitsInALaneThatGoesIsServedAfterTheOthers() {
        crowd.with(chat("a", 1));
        Request running = crowd.ask(INTERACTIVE);
        Request old = crowd.ask(INTERACTIVE);
        crowd.lanes(AGENT, BATCH);
        Request documents = crowd.ask(BATCH);
        crowd.served(running);
        assertThat(documents.at).isEqualTo("a");
        crowd.served(documents);
        assertThat(old.at).isEqualTo("a");
        crowd.served(old);
        crowd.lanes(INTERACTIVE, BATCH);
        assertThat(crowd.ask(INTERACTIVE).at).isEqualTo("a");
    }

    @Test
    void aLaneThatGoesIsForgottenWithTheLastOneInIt() {
        List<Request> asked = crowd.forOneSlot(2);
        crowd.lanes(AGENT, BATCH);
        crowd.served(asked.get(0));
        crowd.without("a");
        crowd.after(Duration.ZERO);
        crowd.served(asked.get(1));
        crowd.after(Duration.ZERO);
        assertThatThrownBy(() -> crowd.ask(INTERACTIVE)).hasMessage("no lane \"interactive\"");
        crowd.lanes(INTERACTIVE, BATCH);
        assertThat(crowd.forOneSlot(1).getFirst().at).isEqualTo("a");
    }

    @Test
    void aLaneThatGoesStaysForWhoHoldsASlot() {
        List<Request> asked = crowd.forOneSlot(1);
        crowd.lanes(AGENT, BATCH);
        crowd.after(Duration.ZERO);
        crowd.retried(asked.getFirst());
        assertThat(asked.getFirst().told).last().isEqualTo("refused Unavailable");
        crowd.after(Duration.ZERO);
        assertThatThrownBy(() -> crowd.ask(INTERACTIVE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLaneThatComesToYieldMakesRoom() {
        crowd.with(chat("a", 1));
        Request agent = crowd.ask(AGENT);
        Request chat = crowd.ask(INTERACTIVE);
        assertThat(chat.waits()).isTrue();
        crowd.lanes(INTERACTIVE, new Lane("agent", 0.1, 8, true), BATCH);
        assertThat(chat.at).isEqualTo("a");
        assertThat(agent.waits()).isTrue();
    }
}
