package dev.gantry.doctor.diagnosis;

/**
 * What containers on the host have seen.
 *
 * @param disk what {@code df -Pk /} prints in one, whose root is where the engine keeps its data
 * @param gpu what {@code nvidia-smi -L} prints in one that asked for every GPU; empty where the
 *     image has no such program
 * @param daemonFile the host's {@code daemon.json}; empty where there is none
 */
public record DeepLook(Look disk, Look gpu, Look daemonFile) {

    /** Nobody looked. */
    public static DeepLook not(String why) {
        Look none = new Look.Not(why);
        return new DeepLook(none, none, none);
    }
}
