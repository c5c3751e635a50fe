package dev.gantry.apply;

import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.Engine;
import dev.gantry.plan.ComposeLabels;
import dev.gantry.plan.DeliveredFiles;
import java.util.List;
import java.util.function.Function;

/**
 * A container that never runs and mounts something of its host, so that it can be looked at and
 * written to through the engine alone.
 *
 * @param image any that the host has
 * @param project whose it is, so that one that a killed run left behind is found
 * @param mark what it is made for, like no other: 64 hexadecimal digits
 */
record Carrier(Engine engine, String image, String project, String mark) {
    private static final int SHORT = 12;

    /**
     * Works with it, and removes it.
     *
     * @param mounting the part of the API's {@code HostConfig} that says what is mounted
     * @param work gets its id
     */
    <T> T carry(MapNode mounting, Function<String, T> work) {
        String name = "gantry-carrier-" + project + "-" + mark.substring(0, SHORT);
        String carrier = engine.createContainer(name, "", body(mounting));
        try {
            return work.apply(carrier);
        } finally {
            engine.removeContainer(carrier, true);
        }
    }

    private MapNode body(MapNode mounting) {
        MapNode labels =
                Json.object()
                        .put(ComposeLabels.PROJECT, Json.of(project))
                        .put(DeliveredFiles.CARRIER, Json.of(mark))
                        .build();
        return Json.object()
                .put("Image", Json.of(image))
                .put("Entrypoint", Json.strings(List.of("/never")))
                .put("NetworkDisabled", Json.of(true))
                .put("Labels", labels)
                .put("HostConfig", mounting.with("NetworkMode", Json.of("none")))
                .build();
    }
}
