package dev.gantry.doctor.diagnosis;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What containers on the host have seen.
 *
 * @param disk what {@code df -Pk /} prints in one, whose root is where the engine keeps its data
 * @param gpu what {@code nvidia-smi -L} prints in one that asked for every GPU; empty where the
 *     image has no such program
 * @param daemonFile the host's {@code daemon.json}; empty where there is none
 * @param shares by the name of a share: {@code /proc/self/mountinfo} of one that has its path
 *     mounted at {@link #SHARE}; empty where there is no such path
 */
public record DeepLook(Look disk, Look gpu, Look daemonFile, SequencedMap<String, Look> shares) {
    /** Where a container has the path of a share. */
    public static final String SHARE = "/gantry-doctor";

    /**
     * Nobody looked.
     *
     * @param shares the names of those that are wanted
     */
    public static DeepLook not(String why, Collection<String> shares) {
        Look none = new Look.Not(why);
        SequencedMap<String, Look> nothing = new LinkedHashMap<>();
        shares.forEach(name -> nothing.put(name, none));
        return new DeepLook(none, none, none, nothing);
    }
}
