package dev.gantry.server.registry;

import dev.gantry.diag.OperationException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A registry in memory, for tests; it can be made to fail, and to heal. */
public final class MemoryStore implements RegistryStore {
    private final Map<String, InferenceNode> nodes = new TreeMap<>();
    private final Map<String, ApiKey> keys = new HashMap<>();
    private final List<RegistryEvent> events = new ArrayList<>();
    private long revision;
    private Optional<RuntimeException> failure = Optional.empty();
    private boolean closed;

    /** From now on, whatever is asked ends so. */
    public synchronized void fail(RuntimeException with) {
        failure = Optional.of(with);
    }

    public synchronized void heal() {
        failure = Optional.empty();
    }

    public synchronized boolean closed() {
        return closed;
    }

    private void answer() {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private boolean changed() {
        revision++;
        return true;
    }

    @Override
    public synchronized long revision() {
        answer();
        return revision;
    }

    @Override
    public synchronized Snapshot snapshot() {
        answer();
        return new Snapshot(revision, List.copyOf(nodes.values()), keys);
    }

    @Override
    public synchronized boolean put(InferenceNode node) {
        answer();
        InferenceNode before = nodes.get(node.name());
        InferenceNode after = before == null ? node : with(node, before.draining());
        if (after.equals(before)) {
            return false;
        }
        nodes.put(node.name(), after);
        return changed();
    }

    private static InferenceNode with(InferenceNode node, boolean draining) {
        return new InferenceNode(
                node.name(),
                node.address(),
                node.labels(),
                node.devices(),
                draining,
                node.services());
    }

    @Override
    public synchronized boolean removeNode(String name) {
        answer();
        return nodes.remove(name) != null && changed();
    }

    @Override
    public synchronized boolean drain(String node, boolean draining) {
        answer();
        InferenceNode before = nodes.get(node);
        if (before != null && before.draining() != draining) {
            nodes.put(node, with(before, draining));
            return changed();
        }
        return before != null;
    }

    @Override
    public synchronized void addKey(ApiKey key, String hash) {
        answer();
        if (find(key.id()).or(() -> find(key.name())).isPresent()) {
            throw new OperationException(
                    "there is a key \"" + key.name() + "\" already",
                    "give this one another name; `gantry key list` shows those there are");
        }
        keys.put(hash, key);
        changed();
    }

    /** Its hash. */
    private Optional<String> find(String idOrName) {
        return keys.entrySet().stream()
                .filter(one ->
                        List.of(one.getValue().id(), one.getValue().name()).contains(idOrName))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public synchronized boolean disableKey(String idOrName, boolean disabled) {
        answer();
        Optional<String> hash = find(idOrName);
        hash.ifPresent(
                it -> keys.compute(it, (_, key) -> key == null ? null : with(key, disabled)));
        return hash.isPresent();
    }

    private ApiKey with(ApiKey key, boolean disabled) {
        if (key.disabled() != disabled) {
            changed();
        }
        return new ApiKey(
                key.id(),
                key.name(),
                key.role(),
                disabled,
                key.models(),
                key.lanes(),
                key.requestsPerMinute(),
                key.tokensPerMinute(),
                key.created());
    }

    @Override
    public synchronized boolean removeKey(String idOrName) {
        answer();
        Optional<String> hash = find(idOrName);
        hash.ifPresent(keys::remove);
        return hash.isPresent() && changed();
    }

    @Override
    public synchronized void record(RegistryEvent event) {
        answer();
        events.add(
                new RegistryEvent(
                        events.size() + 1L,
                        event.at(),
                        event.server(),
                        event.kind(),
                        event.subject(),
                        event.text().replace("\u0000", "")));
    }

    @Override
    public synchronized List<RegistryEvent> events(int limit) {
        answer();
        return events.stream()
                .sorted(Comparator.comparingLong(RegistryEvent::id).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
