package dev.gantry.doctor.diagnosis;

/** What came of a look that needs a container on the host. */
public sealed interface Look {

    /** Nobody looked, and why: to stand after "not looked at". */
    record Not(String why) implements Look {}

    /** What was printed, or what is in the file; may be empty. */
    record Seen(String text) implements Look {}

    /** It could not be done, in the engine's words. */
    record Refused(String words) implements Look {}
}
