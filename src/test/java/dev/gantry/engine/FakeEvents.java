package dev.gantry.engine;

import dev.gantry.engine.EventStream.EngineEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The events of a {@link FakeEngine}, in order, one millisecond apart. */
final class FakeEvents {
    static final long EPOCH = 1_700_000_000L;
    private final List<EngineEvent> history = new ArrayList<>();
    private boolean over;

    synchronized void add(
            String type, String action, String actor, SequencedMap<String, String> attributes) {
        long nanos = (EPOCH * 1000 + history.size()) * 1_000_000;
        history.add(new EngineEvent(type, action, actor, attributes, nanos));
        notifyAll();
    }

    synchronized List<EngineEvent> history() {
        return List.copyOf(history);
    }

    synchronized void end() {
        over = true;
        notifyAll();
    }

    synchronized EventStream open(EventOptions options) {
        return new Stream(options, options.since().isEmpty() ? history.size() : 0);
    }

    private final class Stream implements EventStream {
        private final EventOptions options;
        private int next;
        private boolean closed;

        Stream(EventOptions options, int next) {
            this.options = options;
            this.next = next;
        }

        @Override
        public Optional<EngineEvent> next() {
            synchronized (FakeEvents.this) {
                while (!closed && !over) {
                    while (next < history.size()) {
                        EngineEvent event = history.get(next++);
                        if (wanted(event)) {
                            return Optional.of(event);
                        }
                    }
                    if (!options.until().isEmpty()) {
                        return Optional.empty();
                    }
                    await();
                }
                return Optional.empty();
            }
        }

        private void await() {
            try {
                FakeEvents.this.wait();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                closed = true;
            }
        }

        /** Filters of one key are alternatives, those of different keys all apply. */
        private boolean wanted(EngineEvent event) {
            return passes("type", event.type(), event)
                    && passes("event", event.action(), event)
                    && passes("label", "", event);
        }

        private boolean passes(String key, String value, EngineEvent event) {
            List<String> filters =
                    options.filters().stream()
                            .filter(filter -> filter.startsWith(key + "="))
                            .map(filter -> filter.substring(key.length() + 1))
                            .toList();
            if (key.equals("label")) {
                return filters.stream().allMatch(label -> labelled(event, label));
            }
            return filters.isEmpty()
                    || filters.stream()
                            .anyMatch(wanted ->
                                    value.equals(wanted) || value.startsWith(wanted + ":"));
        }

        private static boolean labelled(EngineEvent event, String label) {
            int equals = label.indexOf('=');
            return equals < 0
                    ? event.attributes().containsKey(label)
                    : label.substring(equals + 1)
                            .equals(event.attributes().get(label.substring(0, equals)));
        }

        @Override
        public void close() {
            synchronized (FakeEvents.this) {
                closed = true;
                FakeEvents.this.notifyAll();
            }
        }
    }
}
