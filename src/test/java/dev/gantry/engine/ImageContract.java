package dev.gantry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.doc.Fields;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every engine does with images. */
public interface ImageContract extends ContractFixture {

    private void build(String dockerfile, List<String> printed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(bytes, 0)) {
            byte[] text = dockerfile.getBytes(StandardCharsets.UTF_8);
            tar.file("Dockerfile", TarWriter.Owner.root(0644), text);
        }
        engine().onImages()
                .build(
                        List.of(
                                new ImageCalls.Parameter("t", name("built") + ":1"),
                                new ImageCalls.Parameter("labels", "{\"of\":\"contract\"}")),
                        "",
                        new ByteArrayInputStream(bytes.toByteArray()),
                        printed::add);
    }

    @Test
    default void anImageIsBuiltListedAndTakenAway() throws IOException {
        List<String> printed = new ArrayList<>();
        build("FROM " + image() + "\n", printed);
        assertThat(printed).anyMatch(line -> line.startsWith("Step 1/"));
        Fields inspected = Fields.of(engine().inspectImage(name("built") + ":1").orElseThrow());
        Instant created = Instant.parse(inspected.text("Created"));
        Instant named = Instant.parse(inspected.map("Metadata").text("LastTagTime"));
        assertThat(named).isAfterOrEqualTo(created);
        ImageSummary listed =
                engine().images().stream()
                        .filter(one -> one.tags().contains(name("built") + ":1"))
                        .findFirst()
                        .orElseThrow();
        assertThat(listed.labels()).containsEntry("of", "contract");
        assertThat(listed.created()).isEqualTo(created.getEpochSecond());
        engine().onImages().remove(name("built") + ":1");
        assertThat(engine().inspectImage(name("built") + ":1")).isEmpty();
    }

    @Test
    default void whatIsNotThereIsNeitherSentNorTakenAway() {
        ContractFixture.refused(404, () -> engine().onImages().remove(name("none") + ":1"));
        assertThatThrownBy(() -> engine().onImages().push(name("none") + ":1", "", pushed -> {}))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("cannot push image " + name("none") + ":1 on ")
                .hasMessageContaining("An image does not exist locally with the tag: ");
        assertThatThrownBy(() -> engine().onImages().digest("127.0.0.1:1/none:1", ""))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith(
                        "cannot resolve the digest of image 127.0.0.1:1/none:1 on ");
    }
}
