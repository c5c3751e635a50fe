package dev.gantry.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.server.dispatch.Crowd.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random comings, goings and failures: what holds at every moment of them. */
class DispatcherPropertiesTest {
    private static final List<Lane> LANES = List.of(Crowd.INTERACTIVE, Crowd.AGENT, Crowd.BATCH);
    private static final int SLOTS = 2;

    @Test
    void noRequestIsLostAndNoUpstreamOverrun() {
        for (int seed = 0; seed < 300; seed++) {
            new Course(seed).run();
        }
    }

    private static final class Course {
        private final int seed;
        private final Random random;
        private final Crowd crowd = new Crowd();
        private final List<Request> live = new ArrayList<>();
        private List<Lane> named = LANES;

        Course(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void run() {
            openAll();
            for (int step = 0; step < 300; step++) {
                step();
                holds(step);
            }
            openAll();
            crowd.after(Duration.ofHours(1));
            while (live.stream().anyMatch(request -> !request.at.isEmpty())) {
                live.stream().filter(one -> !one.at.isEmpty()).findFirst().ifPresent(this::end);
                holds(-1);
            }
            assertThat(live).as("seed %d: those who still wait", seed).isEmpty();
            crowd.after(Duration.ZERO);
            LANES.stream()
                    .filter(lane -> !named.contains(lane))
                    .forEach(lane ->
                            assertThatThrownBy(() -> crowd.ask(lane))
                                    .as("seed %d: a lane that is gone", seed)
                                    .hasMessageContaining(lane.name()));
        }

        private void openAll() {
            crowd.with(Crowd.chat("a", SLOTS), Crowd.chat("b", SLOTS), Crowd.chat("c", SLOTS));
        }

        private void step() {
            switch (random.nextInt(11)) {
                case 0, 1, 2, 3 -> live.add(crowd.ask(any(named), "key" + random.nextInt(3)));
                case 4 -> holding().ifPresent(crowd::retried);
                case 5 -> holding().ifPresent(request -> request.ticket().answered());
                case 6 -> toggle();
                case 10 -> rename();
                case 7 -> crowd.after(Duration.ofMillis(random.nextInt(3000)));
                default -> holding().ifPresent(this::end);
            }
            live.removeIf(request -> request.refusal != null);
        }

        private void rename() {
            List<Lane> shuffled = new ArrayList<>(LANES);
            Collections.shuffle(shuffled, random);
            named = List.copyOf(shuffled.subList(0, 1 + random.nextInt(LANES.size())));
            crowd.lanes(named.toArray(Lane[]::new));
        }

        private void toggle() {
            Target target = Crowd.chat(any(List.of("a", "b", "c")), SLOTS);
            crowd.with(random.nextBoolean() ? target : Crowd.closed(target));
        }

        private Optional<Request> holding() {
            List<Request> holding = live.stream().filter(one -> !one.at.isEmpty()).toList();
            return holding.isEmpty() ? Optional.empty() : Optional.of(any(holding));
        }

        private void end(Request request) {
            live.remove(request);
            crowd.served(request);
            live.removeIf(one -> one.refusal != null);
        }

        private <T> T any(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        private void holds(int step) {
            long held = 0;
            for (String target : List.of("a", "b", "c")) {
                int outstanding = crowd.dispatcher.outstanding(target);
                assertThat(outstanding)
                        .as("seed %d, step %d: %s", seed, step, target)
                        .isBetween(0, SLOTS);
                held += outstanding;
            }
            long waiting =
                    LANES.stream().mapToInt(lane -> crowd.dispatcher.waiting(lane.name())).sum();
            assertThat(live.stream().filter(one -> !one.at.isEmpty()))
                    .as("seed %d, step %d: holding", seed, step)
                    .hasSize((int) held);
            assertThat(live.stream().filter(Request::waits))
                    .as("seed %d, step %d: waiting", seed, step)
                    .hasSize((int) waiting);
        }
    }
}
