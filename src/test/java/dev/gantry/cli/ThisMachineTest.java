package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.apply.LockHolder;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThisMachineTest {
    @TempDir private Path folder;

    private ThisMachine machine(Path state) {
        return machine(state, Map.of("USER", "ada"));
    }

    private ThisMachine machine(Path state, Map<String, String> environment) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new ThisMachine(
                new Invocation(
                        List.of(),
                        environment,
                        folder,
                        new ByteArrayInputStream(new byte[0]),
                        nowhere,
                        nowhere,
                        Terminal.none(),
                        Clock.systemUTC(),
                        new Cancellation()),
                state);
    }

    private static LockHolder other(LockHolder one, String machine, String boot, long process) {
        return new LockHolder(one.token(), one.person(), machine, boot, process, one.since());
    }

    @Test
    void thisRunGoesOn() {
        LockHolder self = machine(folder).holder("t");
        assertThat(self.words()).startsWith("ada@").endsWith("(process " + self.process() + ")");
        assertThat(machine(folder).isOver(self)).isFalse();
    }

    @Test
    void whereTheUserHasNoNameTheMachineIsTold() {
        assertThat(machine(folder, Map.of()).holder("t").person()).doesNotContain("@");
    }

    @Test
    void aProcessThatIsGoneIsOver() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        LockHolder self = machine(folder).holder("t");
        assertThat(machine(folder).isOver(other(self, self.machine(), self.boot(), gone.pid())))
                .isTrue();
    }

    @Test
    void whateverRanBeforeTheMachineStartedIsOver() {
        LockHolder self = machine(folder).holder("t");
        assertThat(machine(folder).isOver(other(self, self.machine(), "before", self.process())))
                .isTrue();
    }

    @Test
    void nobodyHoldsALockThatWasNeverFinished() {
        LockHolder nobody = new LockHolder("", "", "", "", 0, Instant.EPOCH);
        assertThat(machine(folder).isOver(nobody)).isTrue();
    }

    @Test
    void nobodyKnowsOfOtherMachines() {
        LockHolder self = machine(folder).holder("t");
        assertThat(machine(folder).isOver(other(self, "elsewhere", "before", 1))).isFalse();
        assertThat(machine(folder).isOver(other(self, self.machine(), "", 0))).isFalse();
    }

    @Test
    void nothingIsDoneAloneWhereThatCannotBePromised() throws Exception {
        assertThat(machine(folder.resolve("state")).alone(() -> "done")).contains("done");
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(machine(file).alone(() -> "done")).isEmpty();
    }
}
