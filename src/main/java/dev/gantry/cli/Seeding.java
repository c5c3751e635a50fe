package dev.gantry.cli;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.OperationException;
import dev.gantry.diag.Problem;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.FleetLoader;
import dev.gantry.server.dispatch.Lane;
import dev.gantry.server.gateway.Lanes;
import dev.gantry.server.registry.AddressPolicy;
import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.Registrar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps the registry's nodes as the {@code inference} of the fleet file has them. */
final class Seeding {
    private final Session session;
    private final Registrar registrar;
    private final AddressPolicy addresses;
    private final Optional<Path> file;

    /** When the file and its override were written that were read last. */
    private List<FileTime> read = List.of();

    /** What they name, as long as the registry has not taken all of it. */
    private Optional<Named> named = Optional.empty();

    private Lanes lanes = Lanes.STANDARD;

    /** What a fleet file says to the control plane. */
    private record Named(String fleet, Lanes lanes, List<InferenceNode> nodes) {}

    Seeding(Session session, Registrar registrar, AddressPolicy addresses) {
        this.session = session;
        this.registrar = registrar;
        this.addresses = addresses;
        this.file = FleetLoader.find(session.directory());
    }

    /** The lanes of the file that was registered last, else the usual ones. */
    Lanes lanes() {
        return lanes;
    }

    /**
     * Registers what the file names, where there is one and it has changed since the last time. A
     * wrong file is read again when it has changed; what the world refuses is tried each time.
     *
     * @return how many nodes it names; empty when nothing was to be done
     * @throws InputException when the file is wrong; what was registered before stays
     * @throws OperationException when it cannot be read, or the registry does not answer
     */
    Optional<Integer> refresh() {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        read(file.get());
        Optional<Integer> registered = named.map(this::register);
        named = Optional.empty();
        return registered;
    }

    private void read(Path present) {
        List<FileTime> written = new ArrayList<>(List.of(written(present)));
        FleetLoader.override(present).map(Seeding::written).ifPresent(written::add);
        if (written.equals(read)) {
            return;
        }
        named = Optional.empty();
        try {
            Fleet fleet = session.house().fleet(session);
            named = Optional.of(new Named(fleet.name(), lanes(fleet), nodes(fleet)));
        } catch (InputException wrong) {
            read = written;
            throw wrong;
        }
        read = written;
    }

    private int register(Named now) {
        now.nodes().forEach(registrar::put);
        Set<String> names =
                now.nodes().stream().map(InferenceNode::name).collect(Collectors.toSet());
        registrar.store().snapshot().nodes().stream()
                .filter(node -> now.fleet().equals(node.labels().get(FleetNodes.LABEL)))
                .filter(node -> !names.contains(node.name()))
                .forEach(node -> registrar.removeNode(node.name()));
        lanes = now.lanes();
        return now.nodes().size();
    }

    private static Lanes lanes(Fleet fleet) {
        List<Lane> named =
                fleet.inference().lanes().stream()
                        .map(one -> new Lane(one.name(), one.share(), one.room(), one.yields()))
                        .toList();
        return named.isEmpty() ? Lanes.STANDARD : new Lanes(named);
    }

    private List<InferenceNode> nodes(Fleet fleet) throws InputException {
        List<InferenceNode> nodes = FleetNodes.of(session, fleet);
        List<Problem> refused = new ArrayList<>();
        for (InferenceNode node : nodes) {
            addresses
                    .refusal(node.address())
                    .map(why -> refused(fleet, node, why))
                    .ifPresent(refused::add);
        }
        if (!refused.isEmpty()) {
            throw new InputException(refused);
        }
        return nodes;
    }

    private static Problem refused(Fleet fleet, InferenceNode node, String why) {
        return Problem.error(
                Location.of(fleet.file()),
                "host " + node.name() + ": " + node.address() + " is " + why,
                "give it an `address` that others reach, or say --allow-local");
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            throw new OperationException(
                    "cannot read " + file + ": " + gone.getMessage(), "", gone);
        }
    }
}
