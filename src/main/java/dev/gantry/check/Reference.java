package dev.gantry.check;

import dev.gantry.compose.model.Service;
import dev.gantry.diag.Location;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A host name in a variable or in the command of a service.
 *
 * @param where what messages call the place: a variable's name, or {@code command}
 * @param port empty where none is written
 */
record Reference(String where, String host, String port, Location location) {

    /** All of a service. */
    static List<Reference> of(Service service) {
        List<Reference> all = new ArrayList<>();
        service.environment()
                .forEach((name, value) -> {
                    for (References.Address to : References.of(name, value)) {
                        Location place = Places.variable(service, name);
                        all.add(new Reference(name, to.host(), to.port(), place));
                    }
                });
        words("entrypoint", service, all);
        words("command", service, all);
        return all;
    }

    private static void words(String attribute, Service service, List<Reference> all) {
        Node words = service.canonical().get(attribute);
        List<Node> items =
                words instanceof ListNode list
                        ? list.items()
                        : words == null ? List.of() : List.of(words);
        for (Node item : items) {
            if (item instanceof ScalarNode word) {
                for (References.Address to : References.ofText(word.text())) {
                    all.add(new Reference(attribute, to.host(), to.port(), word.location()));
                }
            }
        }
    }
}
