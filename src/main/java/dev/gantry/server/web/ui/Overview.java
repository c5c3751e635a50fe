package dev.gantry.server.web.ui;

import java.util.List;

/**
 * Everything at a glance.
 *
 * @param trouble of the registry; empty: none
 * @param tokens of answers in each of the last seconds
 * @param live requests under way, the oldest first
 * @param recent requests that are over, the youngest first
 */
public record Overview(
        String trouble,
        List<NodeRow> nodes,
        List<LaneRow> lanes,
        Sparkline tokens,
        List<RequestRow> live,
        List<RequestRow> recent,
        EventList events) {

    public int services() {
        return nodes.stream().mapToInt(node -> node.services().size()).sum();
    }

    /** How many services are well. */
    public long well() {
        return nodes.stream()
                .flatMap(node -> node.services().stream())
                .filter(one -> one.state().tone() == Tone.GOOD)
                .count();
    }

    public int busy() {
        return nodes.stream()
                .flatMap(node -> node.services().stream())
                .mapToInt(UpstreamRow::busy)
                .sum();
    }

    public int slots() {
        return nodes.stream()
                .flatMap(node -> node.services().stream())
                .mapToInt(UpstreamRow::slots)
                .sum();
    }

    public int waiting() {
        return lanes.stream().mapToInt(LaneRow::waiting).sum();
    }
}
