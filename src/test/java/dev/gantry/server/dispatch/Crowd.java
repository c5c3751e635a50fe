package dev.gantry.server.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests in front of a dispatcher, and a clock that stands until it is told. */
final class Crowd {
    static final Lane INTERACTIVE = new Lane("interactive", 0, 4, false);
    static final Lane AGENT = new Lane("agent", 0.1, 8, false);
    static final Lane BATCH = new Lane("batch", 0.2, 100, true);

    final Dispatcher dispatcher = new Dispatcher(List.of(INTERACTIVE, AGENT, BATCH));
    private final Map<String, Target> targets = new LinkedHashMap<>();
    private long now = 1;

    /**
     * What one request was told, in order: {@code granted a}, {@code revoked a}, {@code refused
     * Busy}.
     */
    static final class Request implements Claimant {
        final List<String> told = new ArrayList<>();
        @Nullable Refusal refusal;
        private @Nullable Ticket ticket;
        String at = "";

        Ticket ticket() {
            return Objects.requireNonNull(ticket);
        }

        @Override
        public void granted(Ticket granted, Target target) {
            told.add("granted " + target.id());
            at = target.id();
        }

        @Override
        public void refused(Ticket refused, Refusal why) {
            told.add("refused " + why.getClass().getSimpleName());
            refusal = why;
            at = "";
        }

        @Override
        public void revoked(Ticket revoked, Target target) {
            told.add("revoked " + target.id());
            at = "";
        }

        boolean waits() {
            return at.isEmpty() && refusal == null;
        }
    }

    Crowd with(Target... more) {
        for (Target target : more) {
            targets.put(target.id(), target);
        }
        dispatcher.targets(targets.values(), now);
        return this;
    }

    Crowd lanes(Lane... named) {
        dispatcher.lanes(List.of(named), now);
        return this;
    }

    Crowd without(String id) {
        targets.remove(id);
        dispatcher.targets(targets.values(), now);
        return this;
    }

    static Target chat(String id, int slots) {
        return target(id, "chat", slots, Optional.empty());
    }

    static Target target(String id, String capability, int slots, Optional<Device> device) {
        return new Target(
                id, Set.of(capability), Set.of("llama"), Set.of("llama"), slots, device, 1, true);
    }

    static Target closed(Target target) {
        return new Target(
                target.id(),
                target.capabilities(),
                target.models(),
                target.warm(),
                target.slots(),
                target.device(),
                target.weight(),
                false);
    }

    Request ask(Lane lane) {
        return ask(lane, "me");
    }

    Request ask(Lane lane, String key) {
        return ask(new Demand("chat", "llama", lane.name(), key, "", true));
    }

    Request ask(Demand demand) {
        Request request = new Request();
        request.ticket = dispatcher.submit(demand, request, now);
        return request;
    }

    /** So many requests for the slot of {@code a}: the first has it, the others wait. */
    List<Request> forOneSlot(int requests) {
        with(chat("a", 1));
        return Stream.generate(() -> ask(INTERACTIVE)).limit(requests).toList();
    }

    void served(Request request) {
        request.at = "";
        dispatcher.release(request.ticket(), Result.SERVED, now);
    }

    void left(Request request) {
        request.at = "";
        dispatcher.withdraw(request.ticket(), now);
    }

    void failed(Request request) {
        request.at = "";
        dispatcher.release(request.ticket(), Result.FAILED, now);
    }

    void retried(Request request) {
        request.at = "";
        dispatcher.retry(request.ticket(), now);
    }

    void after(Duration time) {
        now += time.toNanos();
        dispatcher.tick(now);
    }
}
