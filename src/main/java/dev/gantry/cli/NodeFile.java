package dev.gantry.cli;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.diag.Problems;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.TextFile;
import dev.gantry.doc.YamlReader;
import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.RegistryJson;
import java.util.ArrayList;
import java.util.List;

/** {@code node add -f}: one node or a list of them, in JSON or YAML. */
final class NodeFile {
    private static final int LARGEST = 8 << 20;

    private NodeFile() {}

    /**
     * @param name as the user wrote it; a dash is standard input
     * @throws InputException with everything that is wrong
     */
    static List<InferenceNode> read(Session session, String name) {
        String source = name.equals("-") ? "standard input" : name;
        Node document =
                YamlReader.read(source, text(session, name, source))
                        .orElseThrow(() -> wrong(Location.of(source), "there is no node in it"));
        List<Node> all = document instanceof ListNode list ? list.items() : List.of(document);
        Problems problems = new Problems();
        List<InferenceNode> nodes = new ArrayList<>();
        for (Node one : all) {
            try {
                nodes.add(RegistryJson.node(one));
            } catch (InputException wrong) {
                problems.addAll(wrong.problems());
            }
        }
        problems.throwIfErrors();
        return nodes;
    }

    private static String text(Session session, String name, String source) {
        try {
            return name.equals("-")
                    ? TextFile.read(session.invocation().input(), LARGEST)
                    : TextFile.read(session.directory().resolve(name), LARGEST);
        } catch (TextFile.UnreadableException unreadable) {
            throw new InputException(
                    List.of(
                            Problem.error(
                                    new Location(source, unreadable.line(), unreadable.column()),
                                    unreadable.isMissing()
                                            ? "there is no such file"
                                            : "the file " + unreadable.reason(),
                                    unreadable.hint())));
        }
    }

    private static InputException wrong(Location place, String message) {
        return new InputException(List.of(Problem.error(place, message)));
    }
}
