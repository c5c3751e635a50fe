package dev.gantry.compose.model;

/**
 * One published port, ranges already split where Compose splits them.
 *
 * @param hostIp empty for all interfaces
 * @param published a number, a range ({@code 8000-8010}), or empty for one that the engine chooses
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 */
public record Port(String hostIp, String published, int target, String protocol, String mode) {}
