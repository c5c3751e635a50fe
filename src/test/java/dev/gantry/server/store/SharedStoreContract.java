package dev.gantry.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.KeyHash;
import dev.gantry.server.registry.Nodes;
import dev.gantry.server.registry.RegistryStore;
import dev.gantry.server.registry.RegistryStoreContract;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a registry does that several processes share. */
public interface SharedStoreContract extends RegistryStoreContract {

    /** Opens the database of {@link #store} once more; to be closed by the caller. */
    RegistryStore another();

    /** Opens a database that nobody has opened before; always the same one in a test. */
    RegistryStore untouched();

    /** All at the same moment, each on a thread of its own. */
    static <T> List<T> atOnce(List<Callable<T>> works) throws Exception {
        CyclicBarrier together = new CyclicBarrier(works.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(works.size())) {
            List<Future<T>> all = new ArrayList<>();
            for (Callable<T> work : works) {
                all.add(
                        threads.submit(() -> {
                            together.await();
                            return work.call();
                        }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : all) {
                results.add(one.get());
            }
            return results;
        }
    }

    @Test
    default void twoStoresSeeEachOthersChanges() {
        try (RegistryStore other = another()) {
            long revision = other.revision();
            store().put(Nodes.full("a"));
            assertThat(other.revision()).isNotEqualTo(revision);
            assertThat(other.snapshot()).isEqualTo(store().snapshot());
            other.addKey(RegistryStoreContract.key("k1", "me"), KeyHash.of("one"));
            other.drain("a", true);
            assertThat(store().snapshot()).isEqualTo(other.snapshot());
            assertThat(store().snapshot().nodes().getFirst().draining()).isTrue();
        }
    }

    @Test
    default void whatIsWrittenIsThereTheNextTime() {
        store().put(Nodes.full("a"));
        store().close();
        try (RegistryStore again = another()) {
            assertThat(again.snapshot().nodes()).containsExactly(Nodes.full("a"));
        }
    }

    @Test
    default void changesAtTheSameTimeAreAllThere() throws Exception {
        long before = store().revision();
        try (RegistryStore other = another()) {
            List<Callable<Boolean>> works = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                RegistryStore where = i % 2 == 0 ? store() : other;
                InferenceNode node = Nodes.full("node" + i);
                works.add(() -> {
                    for (int round = 0; round < 5; round++) {
                        where.put(node);
                        where.drain(node.name(), round % 2 == 0);
                    }
                    return where.snapshot().nodes().contains(node);
                });
            }
            atOnce(works);
            assertThat(other.snapshot().nodes())
                    .hasSize(8)
                    .allMatch(InferenceNode::draining)
                    .allMatch(node -> node.services().equals(Nodes.full("").services()));
            // One put and five drains of each changed something.
            assertThat(store().revision()).isEqualTo(before + 8 * 6);
        }
    }

    @Test
    default void oneOfTwoEqualPutsAtTheSameTimeChangesSomething() throws Exception {
        try (RegistryStore other = another()) {
            List<Boolean> changed =
                    atOnce(
                            List.of(
                                    () -> store().put(Nodes.full("a")),
                                    () -> other.put(Nodes.full("a"))));
            assertThat(changed).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    default void severalMayMakeTheTablesAtTheSameTime() throws Exception {
        List<RegistryStore> stores =
                atOnce(List.of(this::untouched, this::untouched, this::untouched));
        try {
            stores.getFirst().put(Nodes.small("a"));
            assertThat(stores).allSatisfy(one -> assertThat(one.snapshot().nodes()).hasSize(1));
        } finally {
            stores.forEach(RegistryStore::close);
        }
    }
}
