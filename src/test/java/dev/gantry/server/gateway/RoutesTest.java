package dev.gantry.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.server.registry.Capability;
import dev.gantry.server.registry.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions, CHAT, JSON",
        "/v1/completions, CHAT, JSON",
        "/v1/responses, CHAT, JSON",
        "/v1/messages, CHAT, JSON",
        "/v1/embeddings, EMBEDDINGS, JSON",
        "/v1/rerank, RERANK, JSON",
        "/v1/audio/speech, SPEECH, JSON",
        "/v1/audio/transcriptions, TRANSCRIPTION, FORM",
        "/v1/audio/translations, TRANSCRIPTION, FORM",
        "/v1/images/generations, IMAGES, JSON",
        "/v1/images/edits, IMAGES, FORM"
    })
    void openAiPathsAreWorkForACapability(String path, Capability capability, Route.Body body) {
        assertThat(Routes.of("POST", path)).isEqualTo(new Route.Work(capability, body));
        assertThat(Routes.of("GET", path)).isEqualTo(new Route.WrongMethod("POST"));
    }

    @Test
    void nativePathsAreForServersOfTheirKind() {
        assertThat(Routes.of("POST", "/api/chat"))
                .isEqualTo(new Route.Native(Kind.OLLAMA, Capability.CHAT, Route.Body.JSON));
        assertThat(Routes.of("POST", "/completion"))
                .isEqualTo(new Route.Native(Kind.LLAMA_CPP, Capability.CHAT, Route.Body.JSON));
        assertThat(Routes.of("POST", "/inference"))
                .isEqualTo(
                        new Route.Native(
                                Kind.WHISPER_CPP, Capability.TRANSCRIPTION, Route.Body.OPAQUE));
    }

    @Test
    void modelsAreListedAndFound() {
        assertThat(Routes.of("GET", "/v1/models")).isEqualTo(new Route.Models());
        assertThat(Routes.of("HEAD", "/v1/models")).isEqualTo(new Route.Models());
        assertThat(Routes.of("POST", "/v1/models")).isEqualTo(new Route.WrongMethod("GET"));
        assertThat(Routes.of("GET", "/v1/models/qwen%2Fqwen3+x"))
                .isEqualTo(new Route.Model("qwen/qwen3+x"));
        assertThat(Routes.of("GET", "/v1/models/qwen/qwen3"))
                .isEqualTo(new Route.Model("qwen/qwen3"));
    }

    @Test
    void everyPathOfOneUpstreamIsReached() {
        assertThat(Routes.of("DELETE", "/upstream/gpu/ui/api/x"))
                .isEqualTo(new Route.Direct("gpu", "ui", "/api/x"));
        assertThat(Routes.of("GET", "/upstream/gpu/ui"))
                .isEqualTo(new Route.Direct("gpu", "ui", "/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/",
                "/v1/models/",
                "/upstream/",
                "/upstream/a",
                "/upstream//b"
            })
    void allElseIsNothing(String path) {
        assertThat(Routes.of("POST", path)).isEqualTo(new Route.None());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions",
                "/v1/models/qwen%2Fqwen3",
                "/upstream/a/b/c%20d?",
                "/~x/(y);z=1,2@:$&'*+!"
            })
    void plainPathsAreSound(String path) {
        assertThat(Paths.sound(path.replace("?", ""))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "http://evil/v1/models",
                "v1/models",
                "/v1/../admin",
                "/v1/./models",
                "/v1//models",
                "/v1/..",
                "/upstream/a/b/%2e%2e/c",
                "/upstream/a/b%2Fc",
                "/upstream/a/b/%5C..",
                "/v1/models\\x",
                "/v1/models/%00",
                "/v1/models/a%0d%0aX:y",
                "/v1/models/%252e",
                "/v1/models/\u00e9",
                "/v1/models/a b",
                "/v1/models/a#b",
                "/v1/models/a\u0000"
            })
    void pathsWithTwoMeaningsAreNot(String path) {
        assertThat(Paths.sound(path)).isFalse();
    }
}
