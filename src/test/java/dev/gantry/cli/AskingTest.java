package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.diag.OperationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AskingTest {

    private static SequencedMap<String, String> hosts(String... names) {
        SequencedMap<String, String> hosts = new LinkedHashMap<>();
        List.of(names).forEach(name -> hosts.put(name, name + ".lan"));
        return hosts;
    }

    @Test
    void theQuestionIsUnderWayBeforeAnybodyWaits() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        try (Asking<String, String> asking =
                new Asking<>(
                        host -> {
                            asked.countDown();
                            return host;
                        },
                        2)) {
            asking.ask("a", "a.lan");
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(asking.answers(hosts("a")).results()).isEqualTo(Map.of("a", "a.lan"));
        }
    }

    @Test
    void eachIsAskedOnceAndOnlyThoseThatAreWantedAreTold() {
        ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
        try (Asking<String, String> asking =
                new Asking<>(
                        host -> {
                            asked.add(host);
                            if (host.equals("b.lan")) {
                                throw new OperationException("no route to b", "plug it in");
                            }
                            return host;
                        },
                        1)) {
            asking.ask("a", "a.lan");
            asking.ask("unwanted", "unwanted.lan");
            AtOnce<String> answers = asking.answers(hosts("a", "b"));
            assertThat(answers.results()).containsOnlyKeys("a");
            assertThat(answers.failures()).containsOnlyKeys("b");
            assertThat(asked).containsExactly("a.lan", "unwanted.lan", "b.lan");
        }
    }

    @Test
    void nobodyToAskIsNoFailure() {
        SequencedMap<String, String> nobody = new LinkedHashMap<>();
        assertThat(AtOnce.ask(nobody, host -> host, 0).results()).isEmpty();
    }

    @Test
    void aQuestionThatNobodyWaitsForIsGivenUp() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Asking<String, String> asking =
                new Asking<>(
                        host -> {
                            asked.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException _) {
                                interrupted.countDown();
                            }
                            return host;
                        },
                        1);
        asking.ask("a", "a.lan");
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        asking.close();
        assertThat(interrupted.getCount()).isZero();
    }
}
