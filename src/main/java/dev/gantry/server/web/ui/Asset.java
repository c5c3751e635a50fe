package dev.gantry.server.web.ui;

/**
 * A file that pages need.
 *
 * @param type for {@code Content-Type}
 * @param tag for {@code ETag}, with its quotes
 */
@SuppressWarnings("ArrayRecordComponent")
public record Asset(String path, String type, String tag, byte[] bytes) {}
