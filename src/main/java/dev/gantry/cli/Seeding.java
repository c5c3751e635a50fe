package dev.gantry.cli;

import dev.gantry.diag.GantryException;
import dev.gantry.diag.InputException;
import dev.gantry.diag.OperationException;
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

    /** When the file and its override were written that are registered. */
    private List<FileTime> read = List.of();

    private Lanes lanes = Lanes.STANDARD;

    Seeding(Session session, Registrar registrar, AddressPolicy addresses) {
        this.session = session;
        this.registrar = registrar;
        this.addresses = addresses;
        this.file = FleetLoader.find(session.directory());
    }

    /** The lanes that the file named when it was read last, else the usual ones. */
    Lanes lanes() {
        return lanes;
    }

    /**
     * Registers what the file names, where there is one and it has changed since the last time.
     *
     * @return how many nodes it names; empty when nothing was to be done
     * @throws GantryException when the file is wrong, or the registry does not answer; what was
     *     registered before stays
     */
    Optional<Integer> refresh() {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        List<FileTime> written = new ArrayList<>(List.of(written(file.get())));
        FleetLoader.override(file.get()).map(Seeding::written).ifPresent(written::add);
        if (written.equals(read)) {
            return Optional.empty();
        }
        read = written;
        Fleet fleet = session.house().fleet(session);
        lanes = lanes(fleet);
        List<InferenceNode> nodes = nodes(fleet);
        nodes.forEach(registrar::put);
        Set<String> named = nodes.stream().map(InferenceNode::name).collect(Collectors.toSet());
        registrar.store().snapshot().nodes().stream()
                .filter(node -> fleet.name().equals(node.labels().get(FleetNodes.LABEL)))
                .filter(node -> !named.contains(node.name()))
                .forEach(node -> registrar.removeNode(node.name()));
        return Optional.of(nodes.size());
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
        for (InferenceNode node : nodes) {
            addresses
                    .refusal(node.address())
                    .ifPresent(why -> {
                        throw new OperationException(
                                "host " + node.name() + ": " + why,
                                "give it an `address` that others reach, or say --allow-local");
                    });
        }
        return nodes;
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
