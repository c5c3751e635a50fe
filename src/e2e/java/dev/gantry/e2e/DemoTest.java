package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    void endsWithAChatCompletionFromTheOtherHostAndLeavesNothingBehind() {
        Command.Run demo = Command.gantry(elsewhere, "demo").run().exits(0);
        assertThat(demo.output())
                .containsPattern("vps +data +postgres +running +healthy")
                .containsPattern("vps +data +valkey +running +healthy")
                .containsPattern("gpu +llm +chat +running +healthy")
                .containsPattern("vps +edge +caddy +running +healthy")
                .contains("/v1/chat/completions", REPLY);
        assertThat(Traces.of(LAB)).isNotEmpty();

        down();
        assertThat(Traces.of(LAB)).isEmpty();
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
