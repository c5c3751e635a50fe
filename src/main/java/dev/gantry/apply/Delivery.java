package dev.gantry.apply;

import dev.gantry.diag.OperationException;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.ContainerCalls;
import dev.gantry.engine.Engine;
import dev.gantry.engine.PackedStream;
import dev.gantry.engine.PathStat;
import dev.gantry.engine.TarWriter;
import dev.gantry.fleet.FileTree;
import dev.gantry.fleet.Parcel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings files to a place of a host, through its engine alone: a container that never runs mounts
 * the host's directory, and what is copied into it there is on the host.
 *
 * @param image any that the host has
 */
record Delivery(Engine engine, Parcel.Place place, String image) {
    private static final String MOUNTED = "/gantry-delivery";
    private static final int PRIVATE = 0700;
    private static final int OPEN = 0755;

    /** Does nothing where the parcel is already, whole. */
    void deliver(Parcel parcel, Consumer<String> telling) {
        FileTree tree = unchanged(parcel);
        carrying(carrier -> {
            if (!isThere(engine.on(carrier))) {
                telling.accept("sending");
                send(carrier, out -> pack(parcel, tree, out));
            }
        });
    }

    /**
     * Puts an empty file in the folder's place: an engine can be told to replace a path, but not to
     * remove one.
     */
    void discard() {
        carrying(carrier ->
                send(
                        carrier,
                        out -> {
                            TarWriter tar = new TarWriter(out, 0);
                            tar.file(place.inside(), TarWriter.Owner.root(PRIVATE), new byte[0]);
                            tar.close();
                        }));
    }

    /** What was planned is what is sent, or the label would say something else than is there. */
    private static FileTree unchanged(Parcel parcel) {
        try {
            FileTree tree = FileTree.of(parcel.source(), Parcel.LIMITS);
            String digest = Parcel.digest(tree, parcel.name(), parcel.rights());
            if (!digest.equals(parcel.place().digest())) {
                throw new OperationException(
                        parcel.words() + " has changed since the plan was made",
                        "run the same command again");
            }
            return tree;
        } catch (IOException failed) {
            throw new OperationException(
                    "cannot read " + parcel.words() + ": " + failed.getMessage(),
                    "check that its files are there and that they may be read",
                    failed);
        }
    }

    private void carrying(Consumer<String> work) {
        String bind = place.directory() + ":" + MOUNTED;
        MapNode mounting = Json.object().put("Binds", Json.strings(List.of(bind))).build();
        new Carrier(engine, image, place.project(), place.digest())
                .carry(
                        mounting,
                        carrier -> {
                            work.accept(carrier);
                            return carrier;
                        });
    }

    /** A file that was discarded lies where the folder was. */
    private boolean isThere(ContainerCalls carrier) {
        String folder = MOUNTED + "/" + place.inside();
        return carrier.stat(folder).filter(PathStat::directory).isPresent()
                && carrier.stat(folder + "/" + place.digest()).isPresent();
    }

    private void send(String carrier, PackedStream.Packer packer) {
        try (InputStream tar = PackedStream.of(packer)) {
            engine.copyInto(carrier, MOUNTED, tar);
        } catch (IOException failed) {
            throw new OperationException(
                    "cannot pack files for " + place.path() + ": " + failed.getMessage(),
                    "run the same command again",
                    failed);
        }
    }

    /**
     * Last comes a mark, named as nothing else can be: where it is, everything is. The project's
     * folder comes behind one that is in it: where two deliveries at a time find none, engines fail
     * in making a folder that is named, and not in making those above it.
     */
    private void pack(Parcel parcel, FileTree tree, OutputStream out) throws IOException {
        TarWriter tar = new TarWriter(out, 0);
        tar.directory(place.inside(), TarWriter.Owner.root(OPEN));
        tar.directory(place.project(), TarWriter.Owner.root(PRIVATE));
        for (FileTree.Entry entry : tree.entries()) {
            pack(parcel, entry, tar);
        }
        tar.at(0);
        String mark = place.inside() + "/" + place.digest();
        tar.file(mark, TarWriter.Owner.root(PRIVATE), new byte[0]);
        tar.close();
    }

    private void pack(Parcel parcel, FileTree.Entry entry, TarWriter tar) throws IOException {
        String root = place.inside() + "/" + parcel.name();
        String name = entry.name().isEmpty() ? root : root + "/" + entry.name();
        switch (entry) {
            case FileTree.Folder folder -> tar.directory(name, owner(parcel, folder.mode(), -1));
            case FileTree.Link link -> tar.link(name, link.target());
            case FileTree.Plain file -> {
                tar.at(file.modified());
                try (InputStream content = Files.newInputStream(file.path())) {
                    int wanted = file.name().isEmpty() ? parcel.rights().mode() : -1;
                    tar.file(name, owner(parcel, file.mode(), wanted), file.size(), content);
                }
            }
        }
    }

    private static TarWriter.Owner owner(Parcel parcel, int mode, int wanted) {
        Parcel.Rights rights = parcel.rights();
        return new TarWriter.Owner(wanted < 0 ? mode : wanted, rights.user(), rights.group());
    }
}
