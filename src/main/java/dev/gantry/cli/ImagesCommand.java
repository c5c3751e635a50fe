package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.cli.Fleetwide.Found;
import dev.gantry.cli.show.DockerUnits;
import dev.gantry.cli.show.Table;
import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** {@code gantry images}. */
final class ImagesCommand implements Command {
    private static final Option QUIET = Option.flag("quiet", 'q', "Print the ids alone");
    private static final int SHORT_ID = 12;

    @Override
    public Manual manual() {
        return new Manual(
                Verb.IMAGES,
                "[SERVICE...]",
                List.of("The images that containers were made from, running or not."),
                List.of(Form.OPTION, QUIET),
                List.of(new Manual.Example("gantry images", "does every host run the same one?")));
    }

    @Override
    public ExitCode run(Session session) {
        Form form = Form.of(session);
        try (EngineSource engines = session.engines()) {
            Targets targets = Targets.of(session, engines);
            EachContainer<Fields> images =
                    EachContainer.ask(targets.containers(), one -> image(engines, one));
            session.console().print(text(session, images, form));
            return images.told(session.console(), targets);
        }
    }

    /** Nothing but the id where the image has been removed since. */
    private static Fields image(EngineSource engines, Found one) {
        String id = one.container().imageId();
        MapNode nothing = Json.object().put("Id", Json.of(id)).build();
        return Fields.of(engines.engine(one.deployment().host()).inspectImage(id).orElse(nothing));
    }

    private static String text(Session session, EachContainer<Fields> images, Form form) {
        if (session.arguments().has(QUIET)) {
            LinkedHashSet<String> ids = new LinkedHashSet<>();
            images.each((one, image) -> ids.add(bare(image.text("Id"))));
            return Form.lines(ids);
        }
        return switch (form) {
            case TABLE -> table(images, session.invocation().clock().instant());
            case JSON -> json(images) + "\n";
        };
    }

    private static String table(EachContainer<Fields> images, Instant now) {
        Table table =
                new Table(
                        "HOST",
                        "CONTAINER",
                        "REPOSITORY",
                        "TAG",
                        "PLATFORM",
                        "IMAGE ID",
                        "SIZE",
                        "CREATED");
        images.each((one, image) ->
                table.row(
                        one.host(),
                        one.container().name(),
                        repository(image),
                        tag(image),
                        platform(image),
                        shortened(bare(image.text("Id"))),
                        DockerUnits.size(image.number("Size")),
                        age(image.text("Created"), now)));
        return table.text();
    }

    private static String json(EachContainer<Fields> images) {
        List<Node> all = new ArrayList<>();
        images.each((one, image) ->
                all.add(
                        Json.object()
                                .put("Host", Json.of(one.host()))
                                .put("ID", Json.of(image.text("Id")))
                                .put("ContainerName", Json.of(one.container().name()))
                                .put("Repository", Json.of(repository(image)))
                                .put("Tag", Json.of(tag(image)))
                                .put("Platform", Json.of(platform(image)))
                                .put("Size", Json.of(image.number("Size")))
                                .put("Created", Json.of(image.text("Created")))
                                // As 2.40.3 has it: the same time.
                                .put("LastTagTime", Json.of(image.text("Created")))
                                .build()));
        return JsonWriter.compact(Json.array(all));
    }

    private static String reference(Fields image) {
        List<String> tags = image.texts("RepoTags");
        return tags.isEmpty() ? "<none>:<none>" : tags.getFirst();
    }

    private static String repository(Fields image) {
        String reference = reference(image);
        return reference.substring(0, reference.lastIndexOf(':'));
    }

    private static String tag(Fields image) {
        String reference = reference(image);
        return reference.substring(reference.lastIndexOf(':') + 1);
    }

    private static String platform(Fields image) {
        String variant = image.text("Variant");
        return image.text("Os")
                + "/"
                + image.text("Architecture")
                + (variant.isEmpty() ? "" : "/" + variant);
    }

    private static String bare(String id) {
        return id.substring(id.indexOf(':') + 1);
    }

    private static String shortened(String id) {
        return id.substring(0, Math.min(SHORT_ID, id.length()));
    }

    private static String age(String created, Instant now) {
        try {
            return DockerUnits.ago(Duration.between(Instant.parse(created), now));
        } catch (DateTimeParseException unknown) {
            return "N/A";
        }
    }
}
