package dev.gantry.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One reachable host, asked by name. */
record HostView(String name, Observed.Reachable state) {

    Optional<Observed.Network> network(String networkName) {
        return state.networks().stream().filter(one -> one.name().equals(networkName)).findFirst();
    }

    Optional<Observed.Volume> volume(String volumeName) {
        return state.volumes().stream().filter(one -> one.name().equals(volumeName)).findFirst();
    }

    /** The image that the reference means at this engine. */
    Optional<Observed.Image> image(String reference) {
        return ImageName.spellings(reference).stream()
                .flatMap(spelling -> Stream.ofNullable(state.images().get(spelling)))
                .findFirst();
    }

    /** Its id, or empty. */
    String imageId(String reference) {
        return image(reference).map(Observed.Image::id).orElse("");
    }

    boolean hasNetworkId(String id) {
        return state.networks().stream().anyMatch(one -> one.id().equals(id));
    }

    /**
     * What Docker Compose takes for the project's: its label, and a hash. One-off runs included.
     */
    List<Observed.Container> containersOf(String project) {
        List<Observed.Container> found = new ArrayList<>();
        for (Observed.Container one : state.containers()) {
            if (project.equals(one.labels().get(ComposeLabels.PROJECT))
                    && one.labels().containsKey(ComposeLabels.CONFIG_HASH)) {
                found.add(one);
            }
        }
        found.sort(HostView::byServiceNumberAndName);
        return found;
    }

    private static int byServiceNumberAndName(Observed.Container one, Observed.Container other) {
        int service = service(one).compareTo(service(other));
        int number = service == 0 ? Integer.compare(number(one), number(other)) : service;
        return number == 0 ? one.name().compareTo(other.name()) : number;
    }

    /** The Compose project, or empty. */
    static String project(Observed.Container container) {
        return container.labels().getOrDefault(ComposeLabels.PROJECT, "");
    }

    static String service(Observed.Container container) {
        return container.labels().getOrDefault(ComposeLabels.SERVICE, "");
    }

    /** The container's number in its service; 0 where the label is not a number. */
    static int number(Observed.Container container) {
        String label = container.labels().getOrDefault(ComposeLabels.NUMBER, "");
        boolean numeric = !label.isEmpty() && label.length() < 10;
        for (int i = 0; i < label.length(); i++) {
            numeric &= label.charAt(i) >= '0' && label.charAt(i) <= '9';
        }
        return numeric ? Integer.parseInt(label) : 0;
    }

    static boolean isOneOff(Observed.Container container) {
        return "True".equals(container.labels().get(ComposeLabels.ONE_OFF));
    }
}
