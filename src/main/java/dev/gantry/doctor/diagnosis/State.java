package dev.gantry.doctor.diagnosis;

/** How something is, from best to worst. */
public enum State {
    OK("ok"),
    UNKNOWN("unknown"),
    WARNING("warning"),
    PROBLEM("problem");

    private final String word;

    State(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
