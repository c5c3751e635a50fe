package dev.gantry.server.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What upstreams answer: their errors, their header fields, what they cost. */
class AnswersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "503|{\"error\":{\"code\":503,\"message\":\"Loading model\",\"type\":\"unavailable_error\"}}|unavailable_error|upstream_error|Loading model",
                "400|{\"error\":{\"code\":400,\"message\":\"too long\",\"type\":\"exceed_context_size_error\",\"n_ctx\":4}}|exceed_context_size_error|upstream_error|too long",
                "404|{\"error\":{\"message\":\"no\",\"type\":\"t\",\"param\":null,\"code\":\"model_not_found\"}}|t|model_not_found|no",
                "404|{\"error\":\"model 'x' not found\"}|invalid_request_error|upstream_error|model 'x' not found",
                "422|{\"detail\":[{\"msg\":\"field required\"}]}|invalid_request_error|upstream_error|field required",
                "500|{\"detail\":{\"error\":{\"message\":\"boom\"}}}|server_error|upstream_error|boom",
                "413|{\"error\":\"batch too large\",\"error_type\":\"Validation\"}|invalid_request_error|upstream_error|batch too large",
                "400|no audio|invalid_request_error|upstream_error|no audio",
                "502|<html>x</html>|server_error|upstream_error|the upstream answers 502",
                "500|{broken|server_error|upstream_error|{broken",
                "500||server_error|upstream_error|the upstream answers 500",
                "429|slow down|rate_limit_error|upstream_error|slow down"
            })
    void errorsAreInOpenAisShape(
            int status, String body, String type, String code, String message) {
        ApiError error =
                ErrorShape.of(status, Optional.empty(), (body == null ? "" : body).getBytes(UTF_8));
        assertThat(error.status()).isEqualTo(status);
        assertThat(error.type()).isEqualTo(type);
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({
        "429, 20, 20",
        "503, 20, 20",
        "429, '', 1",
        "429, -5, 1",
        "503, 99999999999999999999, 1",
        "429, 'Sat, 28 Nov 2026 10:00:00 GMT', 1",
        "500, 20, ",
    })
    void whenToAskAgainIsTheUpstreamsWord(int status, String said, @Nullable String told) {
        assertThat(ErrorShape.of(status, Optional.of(said), new byte[0]).retryAfterSeconds())
                .isEqualTo(Optional.ofNullable(told));
    }

    @Test
    void whatOpenAiDoesNotKnowIsKept() {
        byte[] body =
                "{\"error\":{\"code\":400,\"message\":\"m\",\"type\":\"t\",\"n_ctx\":4}}"
                        .getBytes(UTF_8);
        assertThat(ErrorShape.of(400, Optional.empty(), body).json())
                .isEqualTo(
                        "{\"error\":{\"message\":\"m\",\"type\":\"t\",\"param\":null,"
                                + "\"code\":\"upstream_error\",\"n_ctx\":4}}");
    }

    @Test
    void fieldsBetweenNeighboursStayBehind() {
        Set<String> named = Headers.named(List.of("close, X-Hop", "te"));
        for (String name :
                List.of(
                        "Connection",
                        "x-hop",
                        "TE",
                        "Transfer-Encoding",
                        "Upgrade",
                        "Host",
                        "Authorization",
                        "X-Api-Key",
                        "Cookie",
                        "Content-Length",
                        "Expect",
                        "Proxy-Authorization",
                        "X-Forwarded-For")) {
            assertThat(Headers.goesUp(name, named)).as(name).isFalse();
        }
        assertThat(Headers.goesUp("X-Custom", named)).isTrue();
        assertThat(Headers.goesDown("Content-Length", named)).isTrue();
        assertThat(Headers.goesDown("Content-Type", named)).isTrue();
        assertThat(Headers.goesDown("Keep-Alive", named)).isFalse();
        assertThat(Headers.goesDown("Set-Cookie", named)).isFalse();
        assertThat(Headers.goesDown("X-Hop", named)).isFalse();
    }

    @Test
    void usageIsWhatTheUpstreamSaysAtItsEnd() {
        Usage usage = new Usage();
        String filler = "x".repeat(5000);
        usage.pass(("{\"choices\":\"" + filler).getBytes(UTF_8), false);
        usage.pass("\",\"usage\":{\"prompt_tokens\": 7,\"comple".getBytes(UTF_8), false);
        usage.pass("tion_tokens\":35,\"total_tokens\":42}}".getBytes(UTF_8), false);
        assertThat(usage.tokens()).isEqualTo(42);
        assertThat(usage.answerTokens()).isEqualTo(35);
    }

    @Test
    void withoutThatAnEventIsAToken() {
        Usage usage = new Usage();
        usage.pass(": ping\n\ndata: {\"a\":1}\n\nda".getBytes(UTF_8), true);
        usage.pass("ta: {\"data\":2}\n\n".getBytes(UTF_8), true);
        assertThat(usage.answerTokens()).isEqualTo(2);
        assertThat(usage.tokens()).isEqualTo(2);
    }

    @Test
    void anErrorInAStreamIsAnEvent() {
        ApiError error = ApiError.of(502, "upstream_failed", "it \"broke\" off");
        assertThat(error.event())
                .isEqualTo(
                        "data: {\"error\":{\"message\":\"it \\\"broke\\\" off\",\"type\":\"server_error\","
                                + "\"param\":null,\"code\":\"upstream_failed\"}}\n\n");
    }
}
