package dev.gantry.doctor.probe;

import dev.gantry.apply.Facts;
import dev.gantry.diag.OperationException;
import dev.gantry.doc.Fields;
import dev.gantry.doctor.diagnosis.DeepLook;
import dev.gantry.doctor.diagnosis.HostFacts;
import dev.gantry.doctor.diagnosis.Wants;
import dev.gantry.engine.Approach;
import dev.gantry.engine.Engine;
import dev.gantry.engine.EngineVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The facts about one host.
 *
 * @param clock this machine's
 */
public record Examination(Engine engine, Wants wants, InstantSource clock, Means means) {

    /**
     * Asks, and changes nothing unless it is to look deep: then containers are made for a moment.
     */
    public HostFacts look(boolean deep) {
        Approach way = engine.approach();
        if (!way.passed()) {
            return new HostFacts.Silent(way, way.stop().reason(), way.stop().next());
        }
        try {
            return ask(way, deep);
        } catch (OperationException silent) {
            return new HostFacts.Silent(way, silent.reason(), silent.next());
        }
    }

    private HostFacts ask(Approach way, boolean deep) {
        EngineVersion version = engine.version();
        Instant asked = clock.instant();
        Fields info = Fields.of(engine.info());
        Duration took = Duration.between(asked, clock.instant());
        List<HostFacts.PresentImage> images = images();
        String gpu = Facts.gpu(info);
        DeepLook seen =
                deep
                        ? trial(version, images)
                                .look(
                                        wants.nvidia() || gpu.equals("nvidia"),
                                        wants.daemonFile(),
                                        wants.sharePaths())
                        : DeepLook.not("not looked at without --deep", wants.sharePaths().keySet());
        return new HostFacts.Answered(way, version, info, gpu, asked, took, images, seen);
    }

    /** With the images that can run there. */
    private Trial trial(EngineVersion version, List<HostFacts.PresentImage> images) {
        String platform = version.os() + "/" + version.architecture();
        return new Trial(
                engine,
                means,
                images.stream().filter(image -> image.platform().equals(platform)).toList());
    }

    private List<HostFacts.PresentImage> images() {
        List<HostFacts.PresentImage> images = new ArrayList<>();
        for (String reference : wants.images().keySet()) {
            engine.inspectImage(reference)
                    .map(Fields::of)
                    .ifPresent(image ->
                            images.add(
                                    new HostFacts.PresentImage(
                                            reference,
                                            image.text("Os") + "/" + image.text("Architecture"))));
        }
        return images;
    }
}
