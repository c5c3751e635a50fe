package dev.gantry.engine.call;

import dev.gantry.doc.Fields;
import dev.gantry.engine.ContainerSummary;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * {@code GET /containers/json}: all containers with these labels, running or not.
 *
 * @param before what was answered the time before
 */
public record ListContainers(List<String> labels, Before<List<ContainerSummary>> before)
        implements Call<List<ContainerSummary>> {

    @Override
    public String doing() {
        return "list containers";
    }

    @Override
    public Request request() {
        Target target = Target.of("containers", "json").with("all", "1");
        return Request.get(target.withSome("filters", Filters.of("label", labels)).toString());
    }

    @Override
    public List<ContainerSummary> answer(Response response) throws IOException {
        return before.orRead(response.bytes(), ListContainers::containers);
    }

    private static List<ContainerSummary> containers(String answer) {
        return Answers.list(answer).stream().map(ListContainers::container).toList();
    }

    private static ContainerSummary container(Fields fields) {
        List<String> names = fields.texts("Names");
        return new ContainerSummary(
                fields.text("Id"),
                names.isEmpty() ? "" : names.getFirst().substring(1),
                fields.text("Image"),
                fields.text("ImageID"),
                fields.text("Command"),
                fields.text("State"),
                fields.text("Status"),
                fields.number("Created"),
                fields.maps("Ports").stream().map(ListContainers::port).toList(),
                fields.pairs("Labels"),
                networks(fields.map("NetworkSettings").map("Networks")),
                fields.maps("Mounts").stream().map(ListContainers::mount).toList());
    }

    private static ContainerSummary.PortBinding port(Fields port) {
        return new ContainerSummary.PortBinding(
                port.text("IP"),
                (int) port.number("PrivatePort"),
                (int) port.number("PublicPort"),
                port.text("Type"));
    }

    private static ContainerSummary.MountPoint mount(Fields mount) {
        return new ContainerSummary.MountPoint(
                mount.text("Type"),
                mount.text("Name"),
                mount.text("Source"),
                mount.text("Destination"));
    }

    private static SequencedMap<String, String> networks(Fields networks) {
        SequencedMap<String, String> ids = new LinkedHashMap<>();
        networks.entries().forEach((name, endpoint) -> ids.put(name, endpoint.text("NetworkID")));
        return ids;
    }
}
