package dev.gantry.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.diag.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StaleImageTest {
    private static final Instant BUILT = Instant.parse("2026-01-31T12:30:59Z");
    private static final long TIME = BUILT.getEpochSecond();
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private static StaleImage image(String service, String ignored) {
        return new StaleImage(
                SourcedImages.of(service, BUILT, Map.of()), IgnoreRules.parse(ignored));
    }

    private static StaleImage named(String ignored) {
        return image("image: \"ghcr.io/x/api:latest\", build: {context: /srv/app}", ignored);
    }

    @Test
    void saysWhereWhatWhyAndTheWayOut() {
        Problem told =
                named("").ofCommit(COMMIT, List.of(new Changed("src/a.ts", 1))).orElseThrow();
        assertThat(told.toString())
                .isEqualTo(
                        "compose.yaml:2:49: image \"ghcr.io/x/api:latest\" on host vps is of commit"
                                + " 0123456, and its sources have changed since: src/a.ts"
                                + " (`gantry up --build` builds it; `gantry up --pull always` fetches"
                                + " it where a registry has a newer one)");
        assertThat(told.isError()).isFalse();
    }

    @Test
    void saysHowManyFilesThereAreAndWhenItWasBuilt() {
        List<Changed> changed =
                List.of(
                        new Changed("a", TIME + 1),
                        new Changed("b", TIME + 2),
                        new Changed("c", TIME + 3));
        assertThat(named("").ofTime(TIME, changed).orElseThrow().message())
                .endsWith(
                        " was built 2026-01-31 12:30 UTC, and its sources have changed since: a and 2"
                                + " more files");
        assertThat(named("").ofTime(TIME, changed.subList(0, 2)).orElseThrow().message())
                .endsWith(": a and 1 more file");
    }

    @Test
    void whatNoRegistryHasIsOnlyBuilt() {
        Problem told =
                image("build: {context: /srv/app}", "")
                        .ofCommit(COMMIT, List.of(new Changed("a", 1)))
                        .orElseThrow();
        assertThat(told.hint()).isEqualTo("`gantry up --build` builds it");
    }

    @Test
    void nothingHasChanged() {
        assertThat(named("").ofCommit(COMMIT, List.of())).isEmpty();
        assertThat(named("").ofTime(TIME, List.of())).isEmpty();
    }

    @Test
    void whatNoBuildSeesCountsForNothing() {
        List<Changed> changed =
                List.of(new Changed("README.md", TIME + 1), new Changed("docs/a", TIME + 1));
        assertThat(named("*.md\ndocs\n").ofCommit(COMMIT, changed)).isEmpty();
        assertThat(named("*.md\ndocs\n").ofTime(TIME, changed)).isEmpty();
        assertThat(named("*.md\n").ofTime(TIME, changed).orElseThrow().message())
                .endsWith("since: docs/a");
    }

    @Test
    void byAgeOnlyWhatWasWrittenSinceCounts() {
        List<Changed> committedLater = List.of(new Changed("a", TIME), new Changed("gone", 0));
        assertThat(named("").ofTime(TIME, committedLater)).isEmpty();
        assertThat(named("").ofCommit(COMMIT, committedLater)).isPresent();
    }

    @Test
    void aTimeBeforeDockerIsNone() {
        assertThat(named("").ofTime(0, List.of(new Changed("a", TIME)))).isEmpty();
        assertThat(named("").ofTime(315_619_200, List.of(new Changed("a", TIME)))).isEmpty();
    }
}
