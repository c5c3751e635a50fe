package dev.gantry.server.web.ui;

import gg.jte.generated.precompiled.JtechatGenerated;
import gg.jte.generated.precompiled.JteeventsGenerated;
import gg.jte.generated.precompiled.JtekeysGenerated;
import gg.jte.generated.precompiled.JteloginGenerated;
import gg.jte.generated.precompiled.JtemessageGenerated;
import gg.jte.generated.precompiled.JtenodeGenerated;
import gg.jte.generated.precompiled.JteoverviewGenerated;
import gg.jte.generated.precompiled.part.JteeventTableGenerated;
import gg.jte.generated.precompiled.part.JtenodeLiveGenerated;
import gg.jte.generated.precompiled.part.JteoverviewLiveGenerated;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What there is to see, as HTML. The templates are called by name: a wrong one does not compile.
 */
public final class Pages {
    private Pages() {}

    /**
     * Where a key is asked for.
     *
     * @param trouble why it is asked for again; empty: it is the first time
     */
    public static String login(Frame frame, String trouble) {
        return html(out -> JteloginGenerated.render(out, PLAIN, frame, trouble));
    }

    /** The title of the frame, and a sentence. */
    public static String message(Frame frame, String text) {
        return html(out -> JtemessageGenerated.render(out, PLAIN, frame, text));
    }

    public static String overview(Frame frame, Overview view) {
        return html(out -> JteoverviewGenerated.render(out, PLAIN, frame, view));
    }

    /** The part of it that is asked for again and again. */
    public static String live(Overview view) {
        return html(out -> JteoverviewLiveGenerated.render(out, PLAIN, view));
    }

    public static String node(Frame frame, NodeView view) {
        return html(out -> JtenodeGenerated.render(out, PLAIN, frame, view));
    }

    /** The part of it that is asked for again and again. */
    public static String live(NodeView view) {
        return html(out -> JtenodeLiveGenerated.render(out, PLAIN, view));
    }

    public static String events(Frame frame, EventList view) {
        return html(out -> JteeventsGenerated.render(out, PLAIN, frame, view));
    }

    /** The part of it that is asked for again and again. */
    public static String live(EventList view) {
        return html(out -> JteeventTableGenerated.render(out, PLAIN, view, false));
    }

    public static String keys(Frame frame, KeysView view) {
        return html(out -> JtekeysGenerated.render(out, PLAIN, frame, view));
    }

    /**
     * A box to try a model.
     *
     * @param models to choose from
     */
    public static String chat(Frame frame, List<String> models) {
        return html(out -> JtechatGenerated.render(out, PLAIN, frame, models));
    }

    private static String html(Consumer<HtmlTemplateOutput> template) {
        PlainOutput page = new PlainOutput();
        template.accept(new OwaspHtmlTemplateOutput(page));
        return page.toString();
    }

    /** Adds nothing to forms; templates name their tokens themselves. */
    private static final HtmlInterceptor PLAIN =
            new HtmlInterceptor() {
                @Override
                public void onHtmlTagOpened(
                        String name, Map<String, Object> attributes, gg.jte.TemplateOutput out) {}

                @Override
                public void onHtmlTagClosed(String name, gg.jte.TemplateOutput out) {}
            };
}
