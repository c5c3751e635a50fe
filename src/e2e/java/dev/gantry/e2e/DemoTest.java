package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first command, as a user types it. */
class DemoTest {
    private static final String LAB = "demo";
    private static final String REPLY =
            "Greetings from the llama.cpp server on host gpu, fetched through Caddy over at vps.";

    @TempDir private Path elsewhere;

    @BeforeEach
    @AfterEach
    void down() {
        Command.gantry(elsewhere, "demo", "down").run().exits(0);
    }

    @Test
    void endsWithAChatCompletionFromTheOtherHostAndLeavesNothingBehind() throws IOException {
        Command.Run demo = Command.gantry(elsewhere, "demo").run().exits(0);
        assertThat(demo.output())
                .containsPattern("vps +data +postgres +running +healthy")
                .containsPattern("vps +data +valkey +running +healthy")
                .containsPattern("gpu +llm +chat +running +healthy")
                .containsPattern("vps +edge +caddy +running +healthy")
                .contains("/v1/chat/completions", REPLY);
        assertThat(page(demo.output())).contains("<title>Gantry's demo</title>");
        assertThat(Traces.of(LAB)).isNotEmpty();

        down();
        assertThat(Traces.of(LAB)).isEmpty();
    }

    /** What Caddy serves out of a folder that was delivered to its host. */
    private static String page(String output) throws IOException {
        Matcher address = Pattern.compile("Caddy, on vps +(http\\S+)").matcher(output);
        assertThat(address.find()).as(output).isTrue();
        try (InputStream page = URI.create(address.group(1)).toURL().openStream()) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void tellsProgramsInJsonLinesAndHasNothingToDoTheSecondTime() {
        Command.gantry(elsewhere, "demo").run().exits(0);
        List<MapNode> events =
                Command.gantry(elsewhere, "demo", "--json")
                        .with(Map.of("NO_COLOR", "1"))
                        .run()
                        .exits(0)
                        .output()
                        .lines()
                        .map(line -> (MapNode) JsonReader.read("event", line))
                        .toList();
        assertThat(Fields.of(events.getLast()).text("reply")).isEqualTo(REPLY);
        assertThat(events).noneMatch(event -> Fields.of(event).text("event").startsWith("step"));
    }
}
