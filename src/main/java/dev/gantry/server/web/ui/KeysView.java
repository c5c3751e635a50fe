package dev.gantry.server.web.ui;

import java.util.List;

/**
 * The keys, and a form for another one.
 *
 * @param form as it was filled in, when that was wrong
 * @param trouble what was wrong; empty: nothing
 * @param made the name of a key that was made just now; empty: none was
 * @param secret the key itself, to be shown this once
 */
public record KeysView(List<Row> rows, Form form, String trouble, String made, String secret) {

    /**
     * A key that there is.
     *
     * @param limits models, lanes and rates in words; empty: no limits
     * @param own whether it is the one that who looks is logged in with
     */
    public record Row(
            String id,
            String name,
            String role,
            boolean disabled,
            List<String> limits,
            String created,
            boolean own) {
        public String href(String verb) {
            return Links.key(id) + "/" + verb;
        }
    }

    /** What a person has written; lists with commas. */
    public record Form(
            String name, String role, String models, String lanes, String requests, String tokens) {
        public static final Form EMPTY = new Form("", "user", "", "", "", "");
    }
}
