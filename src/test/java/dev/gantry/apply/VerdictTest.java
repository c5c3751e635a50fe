package dev.gantry.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.compose.model.Readiness;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    @ParameterizedTest
    @CsvSource({
        "0, 5, health: starting",
        "2, 5, health: starting (2 of 5 checks failed)",
        "1, 0, health: starting (1 of 3 checks failed)"
    })
    void whatIsStartingTellsHowManyFailuresAreLeft(int failed, int retries, String words) {
        String inspection =
                """
                {"State": {"Status": "running", "Health": {"Status": "starting", "FailingStreak": %d}},
                 "Config": {"Healthcheck": {"Test": ["CMD", "true"], "Retries": %d}}}
                """
                        .formatted(failed, retries);

        Verdict verdict =
                Verdict.of(
                        (MapNode) JsonReader.read("an inspection", inspection),
                        Readiness.HEALTHY,
                        true);

        assertThat(verdict).isEqualTo(new Verdict.NotYet(words));
    }
}
