package dev.gantry.cli;

/**
 * One option of a command.
 *
 * @param name the long form without its dashes
 * @param letter the short form, or a space where there is none
 * @param value what the help calls the value; empty for a switch
 * @param help one sentence without a full stop
 */
record Option(String name, char letter, Arity arity, String value, String help) {

    /** How many values there may be. */
    enum Arity {
        SWITCH,
        ONE,
        MANY
    }

    private static final char NONE = ' ';

    static Option flag(String name, String help) {
        return flag(name, NONE, help);
    }

    static Option flag(String name, char letter, String help) {
        return new Option(name, letter, Arity.SWITCH, "", help);
    }

    static Option one(String name, String value, String help) {
        return one(name, NONE, value, help);
    }

    /** Given several times, the last value counts, as in {@code docker compose}. */
    static Option one(String name, char letter, String value, String help) {
        return new Option(name, letter, Arity.ONE, value, help);
    }

    static Option many(String name, String value, String help) {
        return many(name, NONE, value, help);
    }

    static Option many(String name, char letter, String value, String help) {
        return new Option(name, letter, Arity.MANY, value, help);
    }

    boolean hasLetter() {
        return letter != NONE;
    }

    boolean takesValue() {
        return arity != Arity.SWITCH;
    }

    /** {@code --name}. */
    String flagText() {
        return "--" + name;
    }
}
