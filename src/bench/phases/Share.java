package dev.gantry.compose;

import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** How much of an iteration's time its thread had a processor: what makes CPU time of JMH's times. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Share {
    public double share;

    private long cpuBefore;
    private long wallBefore;

    @Setup(Level.Iteration)
    public void start() {
        cpuBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        wallBefore = System.nanoTime();
    }

    @TearDown(Level.Iteration)
    public void stop() {
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuBefore;
        share = (double) cpu / (System.nanoTime() - wallBefore);
    }
}
