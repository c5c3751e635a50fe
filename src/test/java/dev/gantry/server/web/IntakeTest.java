package dev.gantry.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bodies that are looked at away from the event loop. */
class IntakeTest {
    private static final String MEMBER = "\"a\":1,";

    private final ServerFixture fixture = new ServerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private static String large(String end) {
        return "{" + MEMBER.repeat(Intake.LARGE / MEMBER.length()) + end;
    }

    @Test
    void aLargeOneIsPassedOnAsItIsButForTheModel() throws Exception {
        try (ScriptedUpstream a = ScriptedUpstream.saying("{}")) {
            fixture.with("a", a, ",\"aliases\":{\"gpt-4o\":\"llama\"}");
            HttpResponse<String> answer = fixture.chat(large("\"model\":\"gpt-4o\"}"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(a.requests.getFirst().text()).isEqualTo(large("\"model\":\"llama\"}"));
        }
    }

    @Test
    void aLargeOneThatIsWrongIsRefused() throws Exception {
        HttpResponse<String> answer = fixture.chat(large("\"model\":}"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"invalid_json\"");
    }

    @Test
    void theRoomOfWhoIsGoneByThenIsGivenBack() throws Exception {
        try (ScriptedUpstream a = ScriptedUpstream.saying("{}")) {
            fixture.with("a", a);
            String body = large("\"model\":\"llama\"}");
            Socket client =
                    fixture.sending(
                            "%sContent-Length: %d\r\n\r\n%s"
                                    .formatted(ServerFixture.chatHead(), body.length(), body));
            client.setSoLinger(true, 0);
            client.close();
            fixture.until(() -> fixture.metric("gantry_request_body_bytes").strip().equals("0.0"));
        }
    }
}
