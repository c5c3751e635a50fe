package dev.gantry.server.web.ui;

/**
 * What every page has around it.
 *
 * @param title of the page
 * @param here the path of the section that it is in, as in {@code /keys}; empty: in none
 * @param inside whether who looks may look at more than this page
 * @param who the name of the key that they are logged in with; empty where no keys are asked for
 * @param token what a form has to send along
 */
public record Frame(
        String title, String here, boolean inside, String who, String token, Assets assets) {

    /** Of the link to a section: whether it is this one, for {@code aria-current}. */
    public String current(String section) {
        return section.equals(here) ? "page" : "false";
    }
}
