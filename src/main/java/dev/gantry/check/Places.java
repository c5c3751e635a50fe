package dev.gantry.check;

import dev.gantry.compose.model.Mount;
import dev.gantry.compose.model.Service;
import dev.gantry.diag.Location;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;

/** Where the parts of a service are written. */
final class Places {
    private Places() {}

    /** The value of an attribute, or the service. */
    static Location of(Service service, String attribute) {
        Node value = service.canonical().get(attribute);
        return value == null ? service.canonical().location() : value.location();
    }

    /** An item of a list, or the service. */
    static Location item(Service service, String attribute, int index) {
        return service.canonical().get(attribute) instanceof ListNode list
                        && index < list.items().size()
                ? list.items().get(index).location()
                : service.canonical().location();
    }

    static Location variable(Service service, String name) {
        Node value =
                service.canonical().get("environment") instanceof MapNode map
                        ? map.get(name)
                        : null;
        return value == null ? of(service, "environment") : value.location();
    }

    static Location source(Mount mount) {
        Node source = mount.canonical().get("source");
        return source == null ? mount.canonical().location() : source.location();
    }
}
