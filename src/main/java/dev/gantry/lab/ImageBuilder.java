package dev.gantry.lab;

import dev.gantry.diag.OperationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * Builds images from Debian packages, without a registry, a running engine, or a maintainer script.
 * The same packages give the same ids. What is built already is not built again.
 */
final class ImageBuilder {
    /** Part of every key: a change of how layers are made makes them anew. */
    private static final String FORM = "1";

    private final LabFolders folders;
    private final Progress progress;

    ImageBuilder(LabFolders folders, Progress progress) {
        this.folders = folders;
        this.progress = progress;
    }

    List<LabImage> build(List<ImageRecipe> recipes) {
        List<LabImage> images = new ArrayList<>();
        for (Suite suite : Suite.values()) {
            List<ImageRecipe> own =
                    recipes.stream().filter(recipe -> recipe.suite() == suite).toList();
            if (!own.isEmpty()) {
                images.addAll(new OfSuite(suite, own).build());
            }
        }
        return images;
    }

    /**
     * Everything of one suite: packages are fetched and unpacked once, the base layer is shared.
     */
    private final class OfSuite {
        private final Suite suite;
        private final List<ImageRecipe> recipes;
        private final List<Deb> debs;

        OfSuite(Suite suite, List<ImageRecipe> recipes) {
            this.suite = suite;
            this.recipes = recipes;
            Set<String> packages = new HashSet<>(CommonRecipe.PACKAGES);
            recipes.forEach(recipe -> packages.addAll(recipe.packages()));
            List<String> sorted = packages.stream().sorted().toList();
            debs = new AptRoot(suite, folders, progress).fetch(sorted, ImageRecipes.needless());
        }

        List<LabImage> build() {
            List<ImageRecipe> missing =
                    recipes.stream()
                            .filter(recipe -> !Files.exists(layer(recipe).digestFile()))
                            .toList();
            try {
                if (!missing.isEmpty()) {
                    makeLayers(missing);
                }
                Layer base = layer(base(List.of())).read();
                List<LabImage> images = new ArrayList<>();
                for (ImageRecipe recipe : recipes) {
                    List<Layer> layers = List.of(base, layer(recipe).read());
                    recipe.tags()
                            .keySet()
                            .forEach(tag -> images.add(LabImage.of(recipe, tag, layers)));
                }
                return images;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void makeLayers(List<ImageRecipe> missing) throws IOException {
            Path scratch = Folders.empty(folders.scratch().resolve(suite.codename()));
            PackageFiles packages =
                    progress.timed(
                            "unpacked " + debs.size() + " packages of Debian " + suite.codename(),
                            () -> unpack(scratch));
            Set<String> below = makeBase(packages);
            Parallel.each(missing, recipe -> make(recipe, packages, below));
            Folders.delete(scratch);
        }

        private PackageFiles unpack(Path scratch) {
            try {
                return PackageFiles.unpack(debs, scratch);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Returns the paths of the base layer's files. */
        private Set<String> makeBase(PackageFiles packages) throws IOException {
            Path busybox = packages.find("/usr/bin/busybox").orElseThrow();
            List<String> applets = Shell.run(busybox.toString(), "--list").lines().toList();
            SortedMap<String, LayerEntry> entries =
                    new LayerSelection(packages, Set.of()).select(base(applets));
            layer(base(List.of())).write(entries);
            Set<String> paths = new HashSet<>();
            entries.forEach((path, entry) -> {
                if (entry instanceof LayerEntry.Unpacked) {
                    paths.add(path);
                }
            });
            return paths;
        }

        private void make(ImageRecipe recipe, PackageFiles packages, Set<String> below) {
            progress.timed(
                    "built lab/" + recipe.name(),
                    () -> {
                        try {
                            layer(recipe).write(new LayerSelection(packages, below).select(recipe));
                        } catch (IOException e) {
                            throw new OperationException(
                                    "cannot build lab/" + recipe.name() + ": " + e.getMessage(),
                                    "",
                                    e);
                        }
                    });
        }

        private ImageRecipe base(List<String> applets) {
            return CommonRecipe.of(suite, applets);
        }

        private StoredLayer layer(ImageRecipe recipe) {
            String key =
                    Digest.text(FORM + recipe + debs.stream().map(Deb::identity).toList())
                            .substring(0, 16);
            return new StoredLayer(folders.images().resolve(recipe.name() + "-" + key));
        }
    }

    /** A layer in the cache; its digest is written last, and says that the layer is whole. */
    private record StoredLayer(Path folder) {
        Path digestFile() {
            return folder.resolve("digest");
        }

        Layer read() throws IOException {
            return new Layer(folder.resolve("layer.tar"), Files.readString(digestFile()));
        }

        void write(Map<String, LayerEntry> entries) throws IOException {
            Files.createDirectories(folder);
            Layer layer = Layer.write(folder.resolve("layer.tar"), entries);
            Files.writeString(digestFile(), layer.digest());
        }
    }
}
