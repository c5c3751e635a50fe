package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.compose.StandardInput;
import dev.gantry.diag.OperationException;
import dev.gantry.server.gateway.Lanes;
import dev.gantry.server.registry.AddressPolicy;
import dev.gantry.server.registry.MemoryStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet file that changes while a server runs, and a registry that is not always there. */
class FollowingTest {
    @TempDir private Path folder;
    private final MemoryStore store = new MemoryStore();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<Lanes> lanes = new ArrayList<>();
    private long writes;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("llm.yaml"), "services: {chat: {image: llm}}");
        fleet("10.0.0.1", "interactive", "llama-cpp");
    }

    /** Each writing has a time of its own, however quick they are. */
    private void fleet(String address, String lane, String kind) throws IOException {
        Path file = folder.resolve("gantry.yaml");
        Files.writeString(
                file,
                """
                fleet: home
                hosts: {gpu: {engine: "tcp://gpu.lan:2375", address: "%s"}}
                stacks: {llm: {compose: [llm.yaml], hosts: [gpu]}}
                inference:
                  lanes: {%s: {}}
                  services: {llm/chat: {kind: %s, port: 8080}}
                """
                        .formatted(address, lane, kind));
        writes++;
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + writes * 1000));
    }

    private Following following() {
        CommandLine line = new CommandLine(List.of("serve"));
        line.readVerb(Global.OPTIONS);
        Arguments arguments = line.readRest(Global.OPTIONS, "gantry serve");
        Invocation invocation =
                new Invocation(
                        List.of("serve"),
                        Map.of("HOME", folder.toString()),
                        folder,
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(new ByteArrayOutputStream()),
                        new PrintStream(said, false, StandardCharsets.UTF_8),
                        Terminal.none(),
                        Clock.systemUTC(),
                        new Cancellation());
        Session session =
                new Session(
                        invocation,
                        folder,
                        arguments,
                        Console.of(invocation, arguments, folder),
                        new FakeHouse(),
                        new StandardInput(invocation.input()));
        Seeding seeding =
                new Seeding(
                        session, RegistryFlags.registrar(session, store), new AddressPolicy(false));
        return new Following(session.console(), seeding, lanes::add);
    }

    /** What was said since the last time that this was asked. */
    private String said() {
        String text = said.toString(StandardCharsets.UTF_8);
        said.reset();
        return text;
    }

    /** It looks twice, and says this at the first time. */
    private void tellsOnce(Following following, String... words) {
        following.look();
        assertThat(said()).contains(words);
        following.look();
        assertThat(said()).isEmpty();
    }

    private List<String> addresses() {
        return store.snapshot().nodes().stream().map(node -> node.address()).toList();
    }

    @Test
    void aChangeThatComesWhileTheRegistryIsAwayIsTakenWhenItIsBack() throws IOException {
        Following following = following();
        following.look();
        assertThat(said()).isEqualTo("the fleet file was read again: 1 nodes\n");
        store.fail(new OperationException("the database is away", "see that it runs"));
        fleet("10.0.0.2", "batch", "llama-cpp");
        following.look();
        assertThat(said()).isEqualTo("the database is away; see that it runs\n");
        following.look();
        assertThat(said()).isEmpty();
        assertThat(lanes).hasSize(1);
        store.heal();
        following.look();
        assertThat(said()).isEqualTo("the fleet file was read again: 1 nodes\n");
        assertThat(addresses()).containsExactly("10.0.0.2");
        assertThat(lanes.getLast().all()).extracting(lane -> lane.name()).containsExactly("batch");
        following.look();
        assertThat(said()).isEmpty();
    }

    @Test
    void whatIsAwayAgainIsToldAgain() throws IOException {
        Following following = following();
        store.fail(new OperationException("the database is away", ""));
        following.look();
        store.heal();
        following.look();
        said();
        store.fail(new OperationException("the database is away", ""));
        fleet("10.0.0.2", "batch", "llama-cpp");
        following.look();
        assertThat(said()).isEqualTo("the database is away\n");
    }

    @Test
    void aWrongFileIsToldOnceAndNothingOfItIsTaken() throws IOException {
        Following following = following();
        following.look();
        said();
        fleet("10.0.0.2", "batch", "lama-cpp");
        tellsOnce(
                following,
                "did you mean \"llama-cpp\"?",
                "the fleet file is left as it was read before\n");
        assertThat(addresses()).containsExactly("10.0.0.1");
        assertThat(lanes).hasSize(1);
        fleet("10.0.0.2", "batch", "llama-cpp");
        following.look();
        assertThat(addresses()).containsExactly("10.0.0.2");
    }

    @Test
    void anAddressThatNobodyElseReachesIsAFaultOfTheFile() throws IOException {
        Following following = following();
        fleet("127.0.0.1", "batch", "llama-cpp");
        tellsOnce(
                following,
                "host gpu: 127.0.0.1 is a loopback address",
                "give it an `address` that others reach, or say --allow-local");
        assertThat(addresses()).isEmpty();
    }

    @Test
    void aFileThatIsGoneIsToldOnce() throws IOException {
        Following following = following();
        Files.delete(folder.resolve("gantry.yaml"));
        following.look();
        assertThat(said()).startsWith("cannot read " + folder.resolve("gantry.yaml"));
        following.look();
        assertThat(said()).isEmpty();
        fleet("10.0.0.2", "batch", "llama-cpp");
        following.look();
        assertThat(addresses()).containsExactly("10.0.0.2");
    }
}
