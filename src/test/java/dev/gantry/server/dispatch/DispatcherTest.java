package dev.gantry.server.dispatch;

import static dev.gantry.server.dispatch.Crowd.AGENT;
import static dev.gantry.server.dispatch.Crowd.BATCH;
import static dev.gantry.server.dispatch.Crowd.INTERACTIVE;
import static dev.gantry.server.dispatch.Crowd.chat;
import static dev.gantry.server.dispatch.Crowd.closed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.server.dispatch.Crowd.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private final Crowd crowd = new Crowd();

    @Test
    void whatNobodyServesIsUnknown() {
        crowd.with(chat("a", 1));
        Request speech = crowd.ask(new Demand("speech", "", "batch", "me", "", true));
        Request other = crowd.ask(new Demand("chat", "qwen", "batch", "me", "", true));
        assertThat(speech.told).containsExactly("refused Unknown");
        assertThat(other.told).containsExactly("refused Unknown");
        assertThat(crowd.ask(new Demand("chat", "", "batch", "me", "", true)).at).isEqualTo("a");
    }

    @Test
    void aLaneThatIsNotThereIsAnError() {
        crowd.with(chat("a", 1));
        Demand demand = new Demand("chat", "llama", "express", "me", "", true);
        assertThatThrownBy(() -> crowd.ask(demand)).hasMessageContaining("express");
    }

    @Test
    void theLeastBusyForItsSpeedIsAsked() {
        Target fast =
                new Target(
                        "fast",
                        Set.of("chat"),
                        Set.of(),
                        Set.of("llama"),
                        4,
                        Optional.empty(),
                        3,
                        true);
        crowd.with(chat("slow", 4), fast);
        List<String> places = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            places.add(crowd.ask(BATCH).at);
        }
        assertThat(places).containsExactly("fast", "fast", "slow", "fast");
    }

    @Test
    void aLoadedModelIsWorthAFullUpstream() {
        Target cold =
                new Target(
                        "cold",
                        Set.of("chat"),
                        Set.of("llama", "qwen"),
                        Set.of("qwen"),
                        2,
                        Optional.empty(),
                        1,
                        true);
        crowd.with(cold, chat("warm", 2));
        assertThat(crowd.ask(BATCH).at).isEqualTo("warm");
        assertThat(crowd.ask(BATCH).at).isEqualTo("warm");
        assertThat(crowd.ask(BATCH).at).isEqualTo("cold");
    }

    @Test
    void aConversationComesBackToItsCacheUnlessThatIsBusy() {
        crowd.with(chat("a", 2), chat("b", 2));
        Demand talk = new Demand("chat", "llama", "interactive", "me", "once upon", true);
        Request first = crowd.ask(talk);
        String home = first.at;
        crowd.served(first);
        Request other = crowd.ask(BATCH);
        assertThat(other.at).isNotEqualTo(home);
        crowd.served(other);
        assertThat(crowd.ask(talk).at).isEqualTo(home);
        assertThat(crowd.ask(talk).at).isNotEqualTo(home);
    }

    @Test
    void laterLanesWait() {
        crowd.with(chat("a", 1));
        Request running = crowd.ask(INTERACTIVE);
        Request batch = crowd.ask(BATCH);
        Request agent = crowd.ask(AGENT);
        Request chat = crowd.ask(INTERACTIVE);
        crowd.served(running);
        assertThat(chat.at).isEqualTo("a");
        assertThat(agent.waits()).isTrue();
        crowd.served(chat);
        assertThat(agent.at).isEqualTo("a");
        crowd.served(agent);
        assertThat(batch.at).isEqualTo("a");
    }

    @Test
    void aShareHoldsAgainstAFlood() {
        crowd.with(chat("a", 1));
        List<Request> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(crowd.ask(BATCH));
        }
        int ofBatch = 0;
        for (int i = 0; i < 100; i++) {
            while (crowd.dispatcher.waiting("interactive") < 2) {
                all.add(crowd.ask(INTERACTIVE));
            }
            Request holder =
                    all.stream().filter(one -> one.at.equals("a")).findFirst().orElseThrow();
            ofBatch += holder.ticket().demand().lane().equals("batch") ? 1 : 0;
            crowd.served(holder);
        }
        assertThat(ofBatch).isBetween(19, 21);
    }

    @Test
    void whoGivesWayAgainAndAgainGetsItsShareToo() {
        crowd.with(chat("a", 1));
        Request batch = crowd.ask(BATCH);
        int interrupted = 0;
        for (Request chat = crowd.ask(INTERACTIVE); !chat.waits(); chat = crowd.ask(INTERACTIVE)) {
            interrupted++;
            crowd.served(chat);
        }
        // A share of 0.2: one of five.
        assertThat(interrupted).isEqualTo(4);
        assertThat(batch.at).isEqualTo("a");
    }

    @Test
    void aLaneThatYieldsGivesItsSlotBeforeItsAnswer() {
        crowd.with(chat("a", 1));
        Request batch = crowd.ask(BATCH);
        Request chat = crowd.ask(INTERACTIVE);
        assertThat(batch.told).containsExactly("granted a", "revoked a");
        assertThat(chat.at).isEqualTo("a");
        crowd.served(chat);
        assertThat(batch.told).containsExactly("granted a", "revoked a", "granted a");
    }

    @Test
    void anAnswerThatHasBegunIsNotTakenAway() {
        crowd.with(chat("a", 1));
        Request batch = crowd.ask(BATCH);
        batch.ticket().answered();
        assertThat(crowd.ask(INTERACTIVE).waits()).isTrue();
        assertThat(batch.at).isEqualTo("a");
    }

    @Test
    void whatCannotBeSentTwiceIsNotTakenAway() {
        crowd.with(chat("a", 1));
        Request once = crowd.ask(new Demand("chat", "llama", "batch", "me", "", false));
        assertThat(crowd.ask(INTERACTIVE).waits()).isTrue();
        assertThat(once.at).isEqualTo("a");
    }

    /** Two upstreams: one for chat, and one for vectors, with four slots of its own. */
    private void onOneDevice(int slots, int chats) {
        Optional<Device> gpu = Optional.of(new Device("box/gpu", slots));
        crowd.with(
                Crowd.target("chat", "chat", chats, gpu),
                Crowd.target("vectors", "vectors", 4, gpu));
    }

    @Test
    void upstreamsOfOneDeviceShareItsSlots() {
        onOneDevice(1, 4);
        Demand vectors = new Demand("vectors", "llama", "batch", "me", "", true);
        Request batch = crowd.ask(vectors);
        Request more = crowd.ask(vectors);
        assertThat(batch.at).isEqualTo("vectors");
        assertThat(more.waits()).isTrue();
        Request chat = crowd.ask(INTERACTIVE);
        assertThat(chat.at).isEqualTo("chat");
        assertThat(batch.told).containsExactly("granted vectors", "revoked vectors");
        crowd.served(chat);
        assertThat(batch.at).isEqualTo("vectors");
    }

    @Test
    void aFullUpstreamIsNotHelpedByAnotherOneOnItsDevice() {
        onOneDevice(3, 1);
        Request first = crowd.ask(INTERACTIVE);
        Request batch = crowd.ask(new Demand("vectors", "llama", "batch", "me", "", true));
        assertThat(crowd.ask(INTERACTIVE).waits()).isTrue();
        assertThat(first.at).isEqualTo("chat");
        assertThat(batch.at).isEqualTo("vectors");
    }

    @Test
    void keysTakeTurns() {
        crowd.with(chat("a", 1));
        Request running = crowd.ask(BATCH, "greedy");
        List<Request> greedy = Stream.generate(() -> crowd.ask(BATCH, "greedy")).limit(5).toList();
        Request modest = crowd.ask(BATCH, "modest");
        crowd.served(running);
        crowd.served(greedy.getFirst());
        assertThat(modest.at).isEqualTo("a");
    }

    @Test
    void aFullLaneRefusesAndSaysWhenToAskAgain() {
        crowd.with(chat("a", 2));
        Request first = crowd.ask(INTERACTIVE);
        crowd.after(Duration.ofSeconds(6));
        crowd.served(first);
        for (int i = 0; i < 2 + INTERACTIVE.room(); i++) {
            assertThat(crowd.ask(INTERACTIVE).refusal).isNull();
        }
        Request late = crowd.ask(INTERACTIVE);
        assertThat(late.refusal)
                .isEqualTo(new Refusal.Busy(INTERACTIVE, 4, Duration.ofSeconds(15)));
        assertThat(crowd.ask(AGENT).waits()).isTrue();
    }

    @Test
    void withNobodyOpenNobodyWaits() {
        crowd.with(closed(chat("a", 1)));
        assertThat(crowd.ask(INTERACTIVE).refusal).isInstanceOf(Refusal.Unavailable.class);
    }

    @Test
    void whoWaitsIsToldWhenTheLastUpstreamCloses() {
        crowd.with(chat("a", 1));
        Request running = crowd.ask(INTERACTIVE);
        Request waiting = crowd.ask(INTERACTIVE);
        crowd.with(closed(chat("a", 1)));
        assertThat(waiting.told).containsExactly("refused Unavailable");
        crowd.without("a");
        assertThat(crowd.ask(INTERACTIVE).told).containsExactly("refused Unknown");
        crowd.served(running);
        assertThat(running.told).containsExactly("granted a");
    }

    @Test
    void aNewUpstreamTakesWhoWaits() {
        crowd.with(chat("a", 1));
        crowd.ask(INTERACTIVE);
        Request waiting = crowd.ask(INTERACTIVE);
        crowd.with(chat("b", 1));
        assertThat(waiting.at).isEqualTo("b");
    }

    @Test
    void aFailedRequestGoesElsewhereBeforeAllOthers() {
        crowd.with(chat("a", 1), chat("b", 1));
        Request first = crowd.ask(INTERACTIVE);
        Request second = crowd.ask(INTERACTIVE);
        Request waiting = crowd.ask(INTERACTIVE);
        crowd.retried(first);
        // The slot where it failed is of use to the next one.
        assertThat(waiting.at).isEqualTo("a");
        assertThat(first.waits()).isTrue();
        crowd.served(second);
        assertThat(first.at).isEqualTo("b");
        crowd.retried(first);
        assertThat(first.told).last().isEqualTo("refused Unavailable");
        assertThat(first.ticket().failures()).isEqualTo(2);
    }

    @Test
    void whatFailsFastGetsLess() {
        crowd.with(chat("bad", 4), chat("good", 4));
        int toBad = 0;
        for (int i = 0; i < 1000; i++) {
            Request request = crowd.ask(INTERACTIVE);
            if (request.at.equals("bad")) {
                toBad++;
                crowd.retried(request);
            }
            assertThat(request.at).isEqualTo("good");
            crowd.served(request);
            crowd.after(Duration.ofMillis(10));
        }
        assertThat(toBad).isBetween(1, 10);
    }

    @Test
    void oneTrialAtATimeIsSentWhereEverythingFailed() {
        crowd.with(chat("a", 4));
        for (int i = 0; i < 3; i++) {
            crowd.failed(crowd.ask(INTERACTIVE));
        }
        assertThat(crowd.ask(INTERACTIVE).refusal)
                .isInstanceOfSatisfying(
                        Refusal.Unavailable.class,
                        why -> assertThat(why.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
        crowd.after(Duration.ofSeconds(1));
        Request trial = crowd.ask(INTERACTIVE);
        Request behind = crowd.ask(INTERACTIVE);
        assertThat(trial.at).isEqualTo("a");
        assertThat(behind.waits()).isTrue();
        crowd.served(trial);
        assertThat(behind.at).isEqualTo("a");
        assertThat(crowd.ask(INTERACTIVE).at).isEqualTo("a");
    }

    @Test
    void whoLeavesTheLineIsNotServed() {
        List<Request> asked = crowd.forOneSlot(3);
        crowd.left(asked.get(1));
        assertThat(crowd.dispatcher.waiting("interactive")).isOne();
        crowd.served(asked.get(0));
        assertThat(asked.get(1).told).isEmpty();
        assertThat(asked.get(2).at).isEqualTo("a");
    }

    @Test
    void whoLeavesWithASlotMakesRoom() {
        List<Request> asked = crowd.forOneSlot(2);
        crowd.left(asked.get(0));
        assertThat(asked.get(1).at).isEqualTo("a");
    }

    @Test
    void aTicketIsReleasedOnce() {
        crowd.with(chat("a", 1));
        Request request = crowd.ask(INTERACTIVE);
        crowd.served(request);
        crowd.served(request);
        assertThat(crowd.dispatcher.outstanding("a")).isZero();
    }
}
