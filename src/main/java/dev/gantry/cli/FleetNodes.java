package dev.gantry.cli;

import dev.gantry.diag.InputException;
import dev.gantry.diag.UsageException;
import dev.gantry.fleet.Fleet;
import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.RegistryJson;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The nodes that the {@code inference} of a fleet file names, as the registry has them. */
final class FleetNodes {
    /** Tells whose file a node comes from. */
    static final String LABEL = "fleet";

    private FleetNodes() {}

    /**
     * Those of a fleet; none where it has no such section.
     *
     * @throws InputException with the first that the registry would not take
     */
    static List<InferenceNode> of(Session session, Fleet fleet) {
        return session.house().inference(session, fleet).stream()
                .map(RegistryJson::node)
                .map(node -> labelled(node, fleet))
                .toList();
    }

    /**
     * Those of the session's fleet file.
     *
     * @throws UsageException when it names none
     */
    static List<InferenceNode> of(Session session) {
        Fleet fleet = session.house().fleet(session);
        List<InferenceNode> nodes = of(session, fleet);
        if (nodes.isEmpty()) {
            String where =
                    fleet.file().isEmpty() ? "the fleet" : session.shown(Path.of(fleet.file()));
            throw new UsageException(
                    "--fleet: " + where + " does not say what serves inference",
                    "as in inference: {services: {llm/chat: {kind: llama-cpp, port: 8080}}}");
        }
        return nodes;
    }

    private static InferenceNode labelled(InferenceNode node, Fleet fleet) {
        SequencedMap<String, String> labels = new LinkedHashMap<>(node.labels());
        labels.put(LABEL, fleet.name());
        return new InferenceNode(
                node.name(),
                node.address(),
                labels,
                node.devices(),
                node.draining(),
                node.services());
    }
}
