package dev.gantry.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.gantry.diag.OperationException;
import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.Neighbours;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OllamaTest {
    private final FakeOllama server = FakeOllama.open();
    private final Ollama ollama = to(server.port());
    private final List<String> told = new ArrayList<>();

    private static Ollama to(int port) {
        return new Ollama(Neighbours.direct("127.0.0.1", port, Duration.ofSeconds(10)));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whatIsPulledIsThere() throws IOException {
        assertThat(ollama.tags()).isEmpty();
        ollama.pull("llama3.2:3b", new Telling(told::add));
        assertThat(ollama.tags()).containsOnlyKeys("llama3.2:3b");
        assertThat(ollama.tags().sequencedValues().getFirst().digest()).matches("6a07[0-9a-f]{60}");
        assertThat(told)
                .containsExactly(
                        "pulling manifest",
                        "pulling 6a0746a1ec1a: 0% of 2019.4 MB",
                        "pulling 6a0746a1ec1a: 50% of 2019.4 MB",
                        "pulling 6a0746a1ec1a: 100% of 2019.4 MB",
                        "verifying sha256 digest",
                        "writing manifest",
                        "success");
    }

    @Test
    void aFailureInAStreamThatBeganWellIsOne() {
        server.fails("nope:latest", "pull model manifest: file does not exist");
        assertThatThrownBy(() -> ollama.pull("nope:latest", _ -> {}))
                .hasMessage("Ollama says: pull model manifest: file does not exist");
    }

    @Test
    void aRefusalIsToldInItsWords() {
        assertThatThrownBy(() -> ollama.create("mine:latest", Json.object().build(), _ -> {}))
                .hasMessage("Ollama says: neither 'from' or 'files' was specified");
    }

    @Test
    void aStreamThatEndsWithoutSuccessIsNone() throws IOException {
        HttpServer cut =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        cut.createContext(
                "/",
                exchange -> {
                    byte[] line =
                            "{\"status\":\"pulling manifest\"}\n".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(line);
                    exchange.close();
                });
        cut.start();
        assertThatThrownBy(() -> to(cut.getAddress().getPort()).pull("a:b", _ -> {}))
                .hasMessage("its progress ended without success");
        cut.stop(0);
    }

    @Test
    void aModelfileBecomesARequest() {
        String text =
                """
                \uFEFF# a comment
                from llama3.2:3b
                PARAMETER num_ctx 4096
                PARAMETER temperature 0.7
                PARAMETER stop "# end"
                PARAMETER stop User:
                SYSTEM \"""
                You are brief.
                # this is no comment\"""
                MESSAGE user Hello
                LICENSE "MIT"
                """;
        assertThat(JsonWriter.compact(Modelfile.request("m", text)))
                .isEqualTo(
                        "{\"from\":\"llama3.2:3b\",\"system\":\"\\nYou are brief.\\n# this is no comment\","
                                + "\"parameters\":{\"num_ctx\":4096,\"temperature\":0.7,\"stop\":[\"# end\",\"User:\"]},"
                                + "\"license\":[\"MIT\"],\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
    }

    private static final String MODELFILE =
            """
            FROM library/llama3.2
            PARAMETER num_ctx 4096
            PARAMETER temperature 0.7
            PARAMETER stop "User:"
            PARAMETER stop <|eot_id|>
            SYSTEM Be brief.
            MESSAGE user Hello
            LICENSE "MIT"
            """;

    private List<String> differences(String modelfile) throws IOException {
        MapNode request = Modelfile.request("m", modelfile);
        Fields shown = ollama.show("mine:latest");
        return new Likeness(Fields.of(request), shown, shown).differences();
    }

    @Test
    void aModelIsComparedWithWhatItsModelfileSaysNow() throws IOException {
        ollama.create("mine:latest", Modelfile.request("m", MODELFILE), _ -> {});
        assertThat(differences(MODELFILE)).isEmpty();
        assertThat(differences("FROM llama3.2:latest\n")).isEmpty();
        assertThat(
                        differences(
                                """
                                FROM llama3.2:3b
                                PARAMETER num_ctx 8192
                                PARAMETER temperature 0.70
                                PARAMETER top_k 40
                                PARAMETER stop "User:"
                                SYSTEM Be verbose.
                                TEMPLATE {{ .Prompt }}
                                MESSAGE user Goodbye
                                LICENSE "Apache-2.0"
                                """))
                .containsExactly(
                        "FROM",
                        "SYSTEM",
                        "TEMPLATE",
                        "PARAMETER num_ctx",
                        "PARAMETER top_k",
                        "PARAMETER stop",
                        "LICENSE",
                        "MESSAGE");
    }

    private static final String BASE =
            """
            {"parameters": {"stop": ["<|eot_id|>"], "temperature": 0.6}, "system": "Be kind.",
             "template": "{{ .Prompt }}", "license": ["LLAMA 3.2"],
             "messages": [{"role": "user", "content": "Hi"}]}
            """;

    private List<String> differencesFromTheBase(String modelfile) throws IOException {
        MapNode request = Modelfile.request("m", modelfile);
        return new Likeness(Fields.of(request), ollama.show("mine:latest"), ollama.show("base:1"))
                .differences();
    }

    @Test
    void whatWasTakenOutOfAModelfileIsWhatTheBaseHasNot() throws IOException {
        server.pulled("base:1", BASE);
        String all =
                """
                FROM base:1
                PARAMETER num_ctx 4096
                PARAMETER temperature 0.9
                PARAMETER stop User:
                SYSTEM Be brief.
                TEMPLATE {{ .System }}
                MESSAGE user Hello
                LICENSE MIT
                """;
        ollama.create("mine:latest", Modelfile.request("m", all), _ -> {});
        assertThat(differencesFromTheBase(all)).isEmpty();
        assertThat(differencesFromTheBase("FROM base:1\n"))
                .containsExactly(
                        "SYSTEM",
                        "TEMPLATE",
                        "PARAMETER stop",
                        "PARAMETER temperature",
                        "PARAMETER num_ctx",
                        "LICENSE",
                        "MESSAGE");
        ollama.create("mine:latest", Modelfile.request("m", "FROM base:1\n"), _ -> {});
        assertThat(differencesFromTheBase("FROM base:1\n")).isEmpty();
    }

    /** As Ollama does with models of Gemma 4. */
    @Test
    void aTokenToStopAtThatOllamaAddsIsNoDifference() throws IOException {
        server.pulled("base:1", "{\"parameters\": {\"stop\": [\"<|eot_id|>\"]}}");
        server.pulled("mine:latest", "{\"parameters\": {\"stop\": [\"<turn|>\"]}}");
        assertThat(differencesFromTheBase("FROM base:1\n")).isEmpty();
    }

    /** As {@code ollama show} of a real one has them: Go's own notation of values. */
    @Test
    void parametersAreComparedByTheirValues() {
        String shown =
                "{\"parameters\": \"num_predict                    1e+06\\n"
                        + "penalize_newline               true\\n"
                        + "stop                           \\\"\\\\n\\\\\\\"\\\\x07\\\"\"}";
        MapNode request =
                (MapNode)
                        JsonReader.read(
                                "request",
                                "{\"parameters\": {\"num_predict\": 1000000, \"penalize_newline\": true,"
                                        + " \"stop\": [\"\\n\\\"\\u0007\"]}}");
        Fields answer = Fields.of(JsonReader.read("shown", shown));
        assertThat(new Likeness(Fields.of(request), answer, answer).differences()).isEmpty();
    }

    @Test
    void whatAModelfileCannotSayHereIsToldWithItsLine() {
        assertThatThrownBy(() -> Modelfile.request("m", "\nFROM ./weights.gguf\n"))
                .isInstanceOf(OperationException.class)
                .hasMessage("m:2: FROM \"./weights.gguf\" is not the name of a model");
        assertThatThrownBy(() -> Modelfile.request("m", "FROM a\nFRMO b\n"))
                .hasMessage("m:2: \"FRMO\" is no command that is known here");
        assertThatThrownBy(() -> Modelfile.request("m", "FROM a\nADAPTER x\n"))
                .hasMessage("m:2: an ADAPTER is a file");
        assertThatThrownBy(() -> Modelfile.request("m", "FROM a\nSYSTEM \"\"\"no end\n"))
                .hasMessage("m:2: a text between \"\"\" has no end");
        assertThatThrownBy(() -> Modelfile.request("m", "")).hasMessage("m:1: there is no FROM");
    }
}
