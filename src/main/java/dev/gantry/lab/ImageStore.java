package dev.gantry.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * What an engine has on its disk after images were loaded. New machines get it by hard links: that
 * takes a tenth of a second and no space, where loading takes ten. Engines never change a file of
 * it in place.
 */
final class ImageStore {
    private static final List<String> PARTS = List.of("overlay2", "image");

    private final LabFolders folders;
    private final EngineKind kind;
    private final List<LabImage> images;
    private final Progress progress;

    ImageStore(LabFolders folders, EngineKind kind, List<LabImage> images, Progress progress) {
        this.folders = folders;
        this.kind = kind;
        this.images = images;
        this.progress = progress;
    }

    private Path folder() {
        String key = Digest.text(images.stream().map(LabImage::id).sorted().toList().toString());
        return folders.stores().resolve(kind.word() + "-" + key.substring(0, 16));
    }

    /**
     * Makes the store if it is not there.
     *
     * @param blank gives a machine that has never run, to be thrown away
     */
    void prepare(Supplier<LabHost> blank) {
        if (!Files.exists(folder())) {
            progress.timed(
                    "loaded " + images.size() + " images into a " + kind.word() + " engine",
                    () -> make(blank.get()));
        }
    }

    private void make(LabHost loader) {
        try {
            loader.boot();
            loader.load(images);
            loader.powerOff();
            Path draft = Folders.empty(folder().resolveSibling("draft"));
            for (String part : PARTS) {
                Files.move(loader.folder().data().resolve(part), draft.resolve(part));
            }
            Files.move(draft, folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            loader.destroy();
        }
    }

    /** Gives the images to a machine that has never run. */
    void shareWith(HostFolder host) {
        for (String part : PARTS) {
            Shell.run("cp", "-al", folder().resolve(part).toString(), host.data().toString());
        }
    }
}
