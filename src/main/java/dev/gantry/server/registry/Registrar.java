package dev.gantry.server.registry;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Changes the registry for somebody, and has each change among the events.
 *
 * @param by what events call the one who changes: a server, or the command line
 */
public record Registrar(RegistryStore store, InstantSource clock, String by) {

    /** What came of a node. */
    public enum Put {
        ADDED,
        CHANGED,
        SAME;

        public String word() {
            return switch (this) {
                case ADDED -> "added";
                case CHANGED -> "changed";
                case SAME -> "as it was";
            };
        }
    }

    /** Adds the node, or makes the one of that name so; see {@link RegistryStore#put}. */
    public Put put(InferenceNode node) {
        boolean known = find(node.name()).isPresent();
        if (!store.put(node)) {
            return Put.SAME;
        }
        Put put = known ? Put.CHANGED : Put.ADDED;
        String services =
                String.join(", ", node.services().stream().map(InferenceService::name).toList());
        tell("node." + put.word(), node.name(), "at " + node.address() + ": " + services);
        return put;
    }

    /** Whether there was one of that name. */
    public boolean removeNode(String name) {
        boolean there = store.removeNode(name);
        if (there) {
            tell("node.removed", name, "");
        }
        return there;
    }

    /** Whether there is one of that name. */
    public boolean drain(String name, boolean draining) {
        Optional<InferenceNode> before = find(name);
        boolean there = store.drain(name, draining);
        if (there && before.filter(node -> node.draining() != draining).isPresent()) {
            tell(draining ? "node.drained" : "node.undrained", name, "");
        }
        return there;
    }

    private Optional<InferenceNode> find(String name) {
        return store.snapshot().nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst();
    }

    /**
     * Adds a key.
     *
     * @throws dev.gantry.diag.OperationException also when there is one of that name
     */
    public void addKey(ApiKey key, String hash) {
        store.addKey(key, hash);
        tell("key.created", key.name(), key.role().word() + " " + key.id());
    }

    /** Whether there is one of that id or name. */
    public boolean disableKey(String idOrName, boolean disabled) {
        List<ApiKey> before = keys(idOrName);
        boolean there = store.disableKey(idOrName, disabled);
        before.stream()
                .filter(key -> there && key.disabled() != disabled)
                .forEach(key -> tell(disabled ? "key.disabled" : "key.enabled", key.name(), ""));
        return there;
    }

    /** Whether there was one of that id or name. */
    public boolean removeKey(String idOrName) {
        List<ApiKey> before = keys(idOrName);
        boolean there = store.removeKey(idOrName);
        before.stream().filter(_ -> there).forEach(key -> tell("key.removed", key.name(), ""));
        return there;
    }

    private List<ApiKey> keys(String idOrName) {
        return store.snapshot().keys().values().stream()
                .filter(key -> key.id().equals(idOrName) || key.name().equals(idOrName))
                .toList();
    }

    private void tell(String kind, String subject, String text) {
        store.record(new RegistryEvent(0, clock.instant(), by, kind, subject, text));
    }
}
