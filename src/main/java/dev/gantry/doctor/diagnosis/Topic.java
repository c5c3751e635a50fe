package dev.gantry.doctor.diagnosis;

/** What is looked at, in the order of looking. */
public enum Topic {
    REACH("reach"),
    ENGINE("engine"),
    LABELS("labels"),
    CLOCK("clock"),
    DISK("disk"),
    SHARES("shares"),
    GPU("gpu"),
    DAEMON("daemon"),
    IMAGES("images"),
    FLEET("fleet");

    private final String word;

    Topic(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
