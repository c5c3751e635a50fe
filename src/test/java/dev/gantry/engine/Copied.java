package dev.gantry.engine;

import java.nio.ByteBuffer;

/** One archive that was unpacked into a container of a {@link FakeEngine}. */
public record Copied(String folder, ByteBuffer tar) {}
