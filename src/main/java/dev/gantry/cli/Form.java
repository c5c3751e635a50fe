package dev.gantry.cli;

/** {@code --format}: how a list is printed. */
enum Form {
    TABLE,
    JSON;

    static final Option OPTION = Option.one("format", "FORM", "table or json");

    /** What the command line asks for; {@code --json} asks too. */
    static Form of(Session session) {
        return session.arguments()
                .choice(OPTION, values(), session.console().json() ? JSON : TABLE);
    }

    /** Each text on a line of its own. */
    static String lines(Iterable<String> texts) {
        StringBuilder out = new StringBuilder();
        texts.forEach(text -> out.append(text).append('\n'));
        return out.toString();
    }
}
