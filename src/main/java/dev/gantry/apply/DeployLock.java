package dev.gantry.apply;

import dev.gantry.doc.Json;
import dev.gantry.engine.Engine;
import dev.gantry.plan.Observed;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The lock of one project on one engine: a volume whose labels tell the holder. Engines make a
 * volume of one name once, whoever asks, and leave the one that is there as it is; so every client
 * agrees on the holder, without anything to install.
 */
public record DeployLock(Engine engine, String project) {
    private static final String PREFIX = "gantry-lock-";

    private String name() {
        return PREFIX + project;
    }

    /** Takes the lock where it is free. Whoever holds it now. */
    public LockHolder take(LockHolder holder) {
        engine.createVolume(
                Json.object()
                        .put("Name", Json.of(name()))
                        .put("Labels", Json.strings(holder.labels()))
                        .build());
        // Engines do answer with the volume, but after a restart of theirs without its labels.
        return holder().orElseGet(() -> take(holder));
    }

    /** Whoever holds it, or nobody. */
    public Optional<LockHolder> holder() {
        return engine.volume(name()).map(volume -> LockHolder.of(volume.labels()));
    }

    /** The lock is free, unless somebody else than this one holds it. */
    public void release(LockHolder holder) {
        if (holder().filter(now -> now.token().equals(holder.token())).isPresent()) {
            engine.removeVolume(name());
        }
    }

    /** Whoever was seen to hold the lock of a project when its engine was looked at. */
    public static Optional<LockHolder> holder(Observed.Reachable host, String project) {
        return host.volumes().stream()
                .filter(volume -> volume.name().equals(PREFIX + project))
                .map(volume -> LockHolder.of(volume.labels()))
                .findFirst();
    }

    /** What was seen but for locks, of whatever project. */
    public static Observed without(Observed observed) {
        SequencedMap<String, Observed.HostState> hosts = new LinkedHashMap<>();
        observed.hosts().forEach((name, state) -> hosts.put(name, without(state)));
        return new Observed(hosts);
    }

    private static Observed.HostState without(Observed.HostState state) {
        return switch (state) {
            case Observed.Reachable host ->
                    new Observed.Reachable(
                            host.apiVersion(),
                            host.containers(),
                            host.networks(),
                            host.volumes().stream()
                                    .filter(volume -> !volume.name().startsWith(PREFIX))
                                    .toList(),
                            host.images(),
                            host.builtImages());
            case Observed.Unreachable away -> away;
        };
    }
}
