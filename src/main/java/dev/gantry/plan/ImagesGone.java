package dev.gantry.plan;

import dev.gantry.compose.model.Service;
import dev.gantry.fleet.Deployment;
import java.util.LinkedHashMap;
import java.util.SequencedCollection;
import java.util.SequencedMap;

/**
 * The images that {@code down --rmi} takes away.
 *
 * @see <a href="https://github.com/docker/compose/blob/v2.40.3/pkg/compose/image_pruner.go">
 *     image_pruner.go</a>
 */
record ImagesGone(Deployment deployment, HostView host, DownOptions options) {

    /** Their names, each image once. */
    SequencedCollection<String> names() {
        SequencedMap<String, String> names = new LinkedHashMap<>();
        switch (options.images()) {
            case NONE -> {}
            case LOCAL -> addBuilt(names);
            case ALL -> {
                addNamed(names);
                addBuilt(names);
            }
        }
        return names.sequencedValues();
    }

    private void addNamed(SequencedMap<String, String> names) {
        for (Service service : deployment.project().services().values()) {
            if (options.takes(service.name()) && service.canonical().has("image")) {
                add(names, service.image());
            }
        }
    }

    /** Those that say so, and those of the names that Compose makes up. */
    private void addBuilt(SequencedMap<String, String> names) {
        for (Observed.BuiltImage image : host.state().builtImages()) {
            boolean known = deployment.project().services().containsKey(image.service());
            if (image.project().equals(deployment.project().name())
                    && (known ? options.takes(image.service()) : options.removeOrphans())) {
                add(names, image.reference());
            }
        }
        for (Service service : deployment.project().services().values()) {
            if (options.takes(service.name()) && !service.canonical().has("image")) {
                add(names, service.image());
            }
        }
    }

    private void add(SequencedMap<String, String> names, String image) {
        if (!host.imageId(image).isEmpty()) {
            names.putIfAbsent(ImageName.spellings(image).getLast(), image);
        }
    }
}
