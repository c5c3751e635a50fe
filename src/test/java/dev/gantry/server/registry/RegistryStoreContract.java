package dev.gantry.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.gantry.diag.OperationException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What every {@link RegistryStore} does, those in SQL and the one in memory. */
public interface RegistryStoreContract {
    Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    /** Texts that mean something to SQL, and to those who build it from texts. */
    List<String> HOSTILE =
            List.of(
                    "'; DROP TABLE inference_node; --",
                    "\" OR 1=1; --",
                    "a' OR 'a'='a",
                    "?",
                    "$1",
                    "${identity}",
                    "%s",
                    "{fn now()}",
                    "\\'",
                    "\u00e4\uD83D\uDE80");

    /** Empty at the beginning of a test. */
    RegistryStore store();

    static ApiKey key(String id, String name) {
        return new ApiKey(
                id,
                name,
                ApiKey.Role.USER,
                false,
                List.of("qwen", "a"),
                List.of("interactive", "batch"),
                OptionalInt.of(60),
                OptionalInt.empty(),
                NOW);
    }

    private InferenceNode only() {
        List<InferenceNode> nodes = store().snapshot().nodes();
        assertThat(nodes).hasSize(1);
        return nodes.getFirst();
    }

    @Test
    default void isEmptyAtFirst() {
        assertThat(store().snapshot())
                .isEqualTo(new Snapshot(store().revision(), List.of(), Map.of()));
        assertThat(store().events(10)).isEmpty();
    }

    @Test
    default void keepsAllThatANodeIs() {
        InferenceNode node = Nodes.full("gpu1");
        assertThat(store().put(node)).isTrue();
        assertThat(only()).isEqualTo(node);
        assertThat(only().labels().keySet()).containsExactlyElementsOf(node.labels().keySet());
        assertThat(only().devices().keySet()).containsExactlyElementsOf(node.devices().keySet());
        assertThat(store().snapshot().revision()).isEqualTo(store().revision());
    }

    @Test
    default void hasNodesInTheOrderOfTheirNames() {
        List.of("b", "a", "B", "c").forEach(name -> store().put(Nodes.small(name)));
        assertThat(store().snapshot().nodes())
                .extracting(InferenceNode::name)
                .containsExactly("B", "a", "b", "c");
    }

    @Test
    default void whatIsSoAlreadyChangesNothing() {
        store().put(Nodes.full("gpu1"));
        long revision = store().revision();
        assertThat(store().put(Nodes.full("gpu1"))).isFalse();
        assertThat(store().revision()).isEqualTo(revision);
    }

    @Test
    default void aNodeBecomesWhatIsPut() {
        store().put(Nodes.full("gpu1"));
        long revision = store().revision();
        InferenceNode other =
                Nodes.with("gpu1", List.of(Nodes.service("z", 1), Nodes.service("a", 65_535)));
        assertThat(store().put(other)).isTrue();
        assertThat(only()).isEqualTo(other);
        assertThat(store().revision()).isNotEqualTo(revision);
    }

    @Test
    default void aDrainingNodeStaysSo() {
        store().put(Nodes.small("a"));
        assertThat(store().drain("a", true)).isTrue();
        long revision = store().revision();
        assertThat(store().put(Nodes.small("a"))).isFalse();
        assertThat(store().revision()).isEqualTo(revision);
        store().put(Nodes.full("a"));
        assertThat(only().draining()).isTrue();
        assertThat(store().drain("a", false)).isTrue();
        assertThat(only()).isEqualTo(Nodes.full("a"));
    }

    @Test
    default void drainingWhatDrainsChangesNothing() {
        store().put(Nodes.small("a"));
        long revision = store().revision();
        assertThat(store().drain("a", false)).isTrue();
        assertThat(store().drain("b", true)).isFalse();
        assertThat(store().revision()).isEqualTo(revision);
        store().drain("a", true);
        assertThat(store().revision()).isNotEqualTo(revision);
    }

    @Test
    default void aNodeGoesWithAllThatIsOnIt() {
        store().put(Nodes.full("a"));
        store().put(Nodes.small("b"));
        long revision = store().revision();
        assertThat(store().removeNode("a")).isTrue();
        assertThat(only()).isEqualTo(Nodes.small("b"));
        assertThat(store().revision()).isNotEqualTo(revision);
        assertThat(store().removeNode("a")).isFalse();
        store().put(Nodes.small("a"));
        assertThat(store().snapshot().nodes()).containsExactly(Nodes.small("a"), Nodes.small("b"));
    }

    @Test
    default void keepsAllThatAKeyIs() {
        long revision = store().revision();
        ApiKey user = key("k1", "me");
        ApiKey admin =
                new ApiKey(
                        "k2",
                        "root",
                        ApiKey.Role.ADMIN,
                        true,
                        List.of(),
                        List.of(),
                        OptionalInt.empty(),
                        OptionalInt.of(1),
                        NOW);
        store().addKey(user, KeyHash.of("one"));
        store().addKey(admin, KeyHash.of("two"));
        assertThat(store().snapshot().keys())
                .isEqualTo(Map.of(KeyHash.of("one"), user, KeyHash.of("two"), admin));
        assertThat(store().revision()).isNotEqualTo(revision);
    }

    @Test
    default void noKeyAnswersToTheNameOrTheIdOfAnother() {
        store().addKey(key("k1", "me"), KeyHash.of("one"));
        long revision = store().revision();
        for (ApiKey other : List.of(key("k2", "me"), key("k2", "k1"), key("me", "you"))) {
            assertThatThrownBy(() -> store().addKey(other, KeyHash.of("two")))
                    .isInstanceOf(OperationException.class)
                    .hasMessage("there is a key \"" + other.name() + "\" already");
        }
        assertThat(store().snapshot().keys()).hasSize(1);
        assertThat(store().revision()).isEqualTo(revision);
    }

    @Test
    default void aKeyIsDisabledByItsIdAndByItsName() {
        store().addKey(key("k1", "me"), KeyHash.of("one"));
        store().addKey(key("k2", "you"), KeyHash.of("two"));
        long revision = store().revision();
        assertThat(store().disableKey("me", false)).isTrue();
        assertThat(store().disableKey("they", true)).isFalse();
        assertThat(store().revision()).isEqualTo(revision);
        assertThat(store().disableKey("k1", true)).isTrue();
        assertThat(store().snapshot().keys().values())
                .extracting(ApiKey::name, ApiKey::disabled)
                .containsExactlyInAnyOrder(tuple("me", true), tuple("you", false));
        assertThat(store().revision()).isNotEqualTo(revision);
        assertThat(store().disableKey("me", false)).isTrue();
        assertThat(store().snapshot().keys()).containsEntry(KeyHash.of("one"), key("k1", "me"));
    }

    @Test
    default void aKeyIsRemovedByItsIdAndByItsName() {
        store().addKey(key("k1", "me"), KeyHash.of("one"));
        store().addKey(key("k2", "you"), KeyHash.of("two"));
        assertThat(store().removeKey("k1")).isTrue();
        assertThat(store().removeKey("you")).isTrue();
        assertThat(store().removeKey("you")).isFalse();
        assertThat(store().snapshot().keys()).isEmpty();
        store().addKey(key("k1", "me"), KeyHash.of("one"));
        assertThat(store().snapshot().keys()).hasSize(1);
    }

    @Test
    default void tellsTheLastEvents() {
        long revision = store().revision();
        for (String text : List.of("one", "two", "three")) {
            store().record(new RegistryEvent(0, NOW, "s1", "node.added", "a", text));
        }
        assertThat(store().events(2))
                .extracting(RegistryEvent::text)
                .containsExactly("three", "two");
        RegistryEvent last = store().events(1).getFirst();
        assertThat(last)
                .isEqualTo(new RegistryEvent(last.id(), NOW, "s1", "node.added", "a", "three"));
        assertThat(store().events(10)).extracting(RegistryEvent::id).doesNotHaveDuplicates();
        assertThat(store().revision()).isEqualTo(revision);
    }

    /** What an upstream answers may be quoted in an event, whatever it is. */
    @Test
    default void anEventMayQuoteAnything() {
        store().record(new RegistryEvent(0, NOW, "s1", "upstream.down", "a", "a\u0000b\uD800c"));
        assertThat(store().events(1).getFirst().text()).startsWith("ab").endsWith("c");
    }

    @Test
    default void textsAreNoStatements() {
        for (String text : HOSTILE) {
            InferenceNode node = Nodes.full(text);
            store().put(node);
            store().addKey(key(text, text + " "), KeyHash.of(text));
            store().record(new RegistryEvent(0, NOW, text, text, text, text));
            assertThat(store().snapshot().nodes()).contains(node);
            assertThat(store().events(1).getFirst().subject()).isEqualTo(text);
        }
        assertThat(store().snapshot().nodes()).hasSameSizeAs(HOSTILE);
        for (String text : HOSTILE) {
            assertThat(store().drain(text, true)).isTrue();
            assertThat(store().disableKey(text, true)).isTrue();
            assertThat(store().removeNode(text)).isTrue();
            assertThat(store().removeKey(text)).isTrue();
        }
        assertThat(store().snapshot().nodes()).isEmpty();
        assertThat(store().snapshot().keys()).isEmpty();
    }
}
