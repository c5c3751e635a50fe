package dev.gantry.server.registry;

import java.util.List;

/**
 * Where the registry is kept; several servers and commands may share one. Every method blocks, and
 * throws {@link dev.gantry.diag.OperationException} when the store does not answer. Every change is
 * whole or not at all, and changes the revision.
 */
public interface RegistryStore extends AutoCloseable {

    /** Of the last change by anybody; cheap, to be asked several times a second. */
    long revision();

    Snapshot snapshot();

    /**
     * Adds the node, or makes the one of that name so, its services included: those that are not
     * named are removed. {@code draining} of a node that is there stays as it is. Nothing changes,
     * the revision neither, when it is so already.
     *
     * @return whether anything changed
     */
    boolean put(InferenceNode node);

    /** Whether there was one of that name; it is no more. */
    boolean removeNode(String name);

    /** Lets the node drain, or no more: whether there is one of that name. */
    boolean drain(String node, boolean draining);

    /**
     * Adds a key.
     *
     * @throws dev.gantry.diag.OperationException also when there is one of that name
     */
    void addKey(ApiKey key, String hash);

    /**
     * Disables the key, or enables it again: whether there is one.
     *
     * @param idOrName of the key
     */
    boolean disableKey(String idOrName, boolean disabled);

    /**
     * Whether there was such a key; it is no more.
     *
     * @param idOrName of the key
     */
    boolean removeKey(String idOrName);

    /** Does not change the revision. */
    void record(RegistryEvent event);

    /**
     * The last events, the youngest first.
     *
     * @param limit how many at most
     */
    List<RegistryEvent> events(int limit);

    @Override
    void close();
}
