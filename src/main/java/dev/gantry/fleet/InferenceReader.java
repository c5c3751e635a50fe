package dev.gantry.fleet;

import dev.gantry.diag.DidYouMean;
import dev.gantry.doc.MapNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code inference}. */
final class InferenceReader {
    private static final int ROOM = 256;

    private final Shape shape;
    private final Set<String> stacks;

    private InferenceReader(Shape shape, Set<String> stacks) {
        this.shape = shape.allowing(FleetKeys.INFERENCE);
        this.stacks = stacks;
    }

    /**
     * @param stacks the names of those that there are
     */
    static Inference read(Shape shape, Set<String> stacks) {
        return new InferenceReader(shape, stacks).read();
    }

    private Inference read() {
        List<Inference.LaneSetting> lanes = new ArrayList<>();
        shape.named("lanes", "lane").forEach((name, one) -> lanes.add(lane(name, one)));
        List<Inference.Offer> offers = new ArrayList<>();
        shape.named("services", "inference service")
                .forEach((name, one) -> offers.add(offer(name, one)));
        return new Inference(List.copyOf(lanes), shape.texts("devices"), List.copyOf(offers));
    }

    private static Inference.LaneSetting lane(String name, Shape shape) {
        shape.allowing(FleetKeys.LANE);
        return new Inference.LaneSetting(
                name, share(shape), room(shape), shape.text("yields").equals("true"));
    }

    private static double share(Shape shape) {
        String text = shape.text("share");
        if (text.isEmpty() || text.matches("0(\\.\\d{1,6})?|1(\\.0*)?")) {
            return text.isEmpty() ? 0 : Double.parseDouble(text);
        }
        shape.problems()
                .error(
                        shape.at("share"),
                        shape.what() + ": \"" + text + "\" is no share",
                        "0 to 1");
        return 0;
    }

    private static int room(Shape shape) {
        String text = shape.text("room");
        if (text.isEmpty() || text.matches("\\d{1,6}")) {
            return text.isEmpty() ? ROOM : Integer.parseInt(text);
        }
        shape.problems()
                .error(
                        shape.at("room"),
                        shape.what() + ": \"" + text + "\" is no number of requests",
                        "how many may wait, as in " + ROOM);
        return ROOM;
    }

    private Inference.Offer offer(String name, Shape one) {
        int slash = name.indexOf('/');
        String stack = slash < 0 ? name : name.substring(0, slash);
        MapNode settings = one.node();
        if (slash < 1 || slash == name.length() - 1) {
            shape.problems()
                    .error(
                            settings.location(),
                            "\"" + name + "\" is no service of a stack",
                            "write STACK/SERVICE, as in llm/chat");
        } else if (!stacks.contains(stack)) {
            shape.problems()
                    .error(
                            settings.location(),
                            "inference service \""
                                    + name
                                    + "\": there is no stack \""
                                    + stack
                                    + "\"",
                            DidYouMean.hint(stack, stacks));
        }
        return new Inference.Offer(stack, name.substring(slash + 1), settings, settings.location());
    }
}
