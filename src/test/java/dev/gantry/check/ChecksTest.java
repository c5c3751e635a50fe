package dev.gantry.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.diag.Problem;
import dev.gantry.plan.DesiredNotation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The notation's projects lie in {@code /srv/fleet/STACK}, its hosts are reached by ssh. */
class ChecksTest {

    @Test
    void aFleetWithNothingWrongIsSilent() {
        assertThat(
                        problems(
                                """
                                stack a on vps,gpu
                                  service web image=w ports=80:80 volumes=/data:/data
                                stack b on nas
                                  service web image=w ports=80:80
                                """))
                .isEmpty();
    }

    @Test
    void aPortIsPublishedOnceOnAHost() {
        assertThat(
                        problems(
                                """
                                stack a on vps
                                  service web image=w ports=80:80
                                stack b on vps
                                  service front image=w ports=80:8080
                                """))
                .singleElement()
                .asString()
                .contains("port 80/tcp of host vps", "a/web", "b/front");
    }

    @Test
    void replicasCannotShareAPort() {
        assertThat(problems("stack a on vps\n  service web image=w scale=2 ports=80:80\n"))
                .singleElement()
                .asString()
                .contains("each of the 2 containers of a/web");
    }

    @Test
    void rangesLeaveTheEngineAChoice() {
        assertThat(
                        problems(
                                """
                                stack a on vps
                                  service web image=w ports=8000-8010:80
                                  service two image=w ports=8000-8010:80
                                """))
                .isEmpty();
    }

    @Test
    void aContainerNameIsGivenOnceOnAHost() {
        assertThat(
                        problems(
                                """
                                stack a on vps
                                  service web image=w name=proxy
                                stack b on vps
                                  service front image=w name=proxy
                                """))
                .singleElement()
                .asString()
                .contains("\"proxy\"", "a/web", "b/front");
    }

    private static List<Problem> problems(String fleet) {
        return Checks.of(DesiredNotation.read(fleet)).all();
    }
}
