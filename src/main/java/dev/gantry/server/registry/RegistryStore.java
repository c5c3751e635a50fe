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

    /**
     * Removes the node and the services on it.
     *
     * @return whether there was one of that name
     */
    boolean removeNode(String name);

    /**
     * Lets the node take new requests, or not.
     *
     * @return whether there is one of that name
     */
    boolean drain(String node, boolean draining);

    /**
     * Adds a key.
     *
     * @throws dev.gantry.diag.OperationException also when one answers to its name or id
     */
    void addKey(ApiKey key, String hash);

    /**
     * Refuses the key from now on, or takes it again.
     *
     * @param idOrName of the key
     * @return whether there is one
     */
    boolean disableKey(String idOrName, boolean disabled);

    /**
     * Forgets the key.
     *
     * @param idOrName of the key
     * @return whether there was one
     */
    boolean removeKey(String idOrName);

    /** Keeps an event for as long as it is one of the last; does not change the revision. */
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
