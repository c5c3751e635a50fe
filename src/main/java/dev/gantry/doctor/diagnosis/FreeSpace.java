package dev.gantry.doctor.diagnosis;

import java.util.List;

/** The disk on which the engine keeps its data. */
final class FreeSpace {
    private static final long GB = 1_000_000_000;
    private static final long NOTHING = GB;
    private static final long LITTLE = 10 * GB;

    private FreeSpace() {}

    static Finding of(HostFacts.Answered facts) {
        String folder = facts.info().text("DockerRootDir");
        String where = folder.isEmpty() ? "the engine's disk" : "the disk of " + folder;
        return switch (facts.deep().disk()) {
            case Look.Not(var why) ->
                    Finding.unknown(Topic.DISK, "free space of " + where + ": " + why, "");
            case Look.Refused(var words) ->
                    Finding.unknown(Topic.DISK, "free space of " + where + ": " + words, "");
            case Look.Seen(var text) -> read(text, where);
        };
    }

    /** The line behind the heading of POSIX's {@code df -P}, in blocks of 1024 bytes. */
    private static Finding read(String text, String where) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        String[] cells = lines.isEmpty() ? new String[0] : lines.getLast().strip().split(" +");
        if (cells.length < 6 || !cells[1].matches("\\d+") || !cells[3].matches("\\d+")) {
            String why =
                    text.isEmpty()
                            ? "no image of the fleet there has df"
                            : "df printed \"" + text + "\"";
            return Finding.unknown(Topic.DISK, "free space of " + where + ": " + why, "");
        }
        long free = Long.parseLong(cells[3]) * 1024;
        String words =
                gigabytes(free)
                        + " free of "
                        + gigabytes(Long.parseLong(cells[1]) * 1024)
                        + " on "
                        + where;
        String next = "see docker system df there; docker image prune -a frees what nothing uses";
        if (free < NOTHING) {
            return Finding.problem(Topic.DISK, words, next);
        }
        return free < LITTLE
                ? Finding.warning(Topic.DISK, words, next)
                : Finding.ok(Topic.DISK, words);
    }

    private static String gigabytes(long bytes) {
        long tenths = bytes / (GB / 10);
        return tenths / 10 + "." + tenths % 10 + " GB";
    }
}
