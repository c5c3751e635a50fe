package dev.gantry.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.diag.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beside a real repository. January is before the image, March after it. */
class SourceReviewTest {
    private static final Instant JANUARY = Instant.parse("2026-01-15T00:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2026-02-15T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-15T00:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-15T00:00:00Z");
    private static final String UNKNOWN = "0123456789abcdef0123456789abcdef01234567";

    @TempDir Path folder;
    private GitRepository sources;
    private String first = "";
    private Instant lastBuilt = Instant.EPOCH;
    private final Map<String, String> environment = new LinkedHashMap<>(System.getenv());

    @BeforeEach
    void begin() {
        sources = GitRepository.in(folder.resolve("repository"));
        sources.write(JANUARY, "api/Dockerfile", "FROM scratch\n");
        sources.write(JANUARY, "api/a.ts", "first\n");
        sources.write(JANUARY, "web/b.ts", "first\n");
        first = sources.commit(JANUARY);
    }

    private List<String> told(String context, Map<String, String> labels) {
        SourceReview review =
                new SourceReview(
                        GitProgram.find(environment).orElseThrow(),
                        _ -> lastBuilt.getEpochSecond());
        String build = "image: \"x:1\", build: {context: " + context + "}";
        return review.of(List.of(SourcedImages.of(build, FEBRUARY, labels))).stream()
                .map(Problem::message)
                .map(text -> text.substring(text.indexOf("host vps ") + "host vps ".length()))
                .toList();
    }

    private List<String> byAge() {
        return told(sources.folder().resolve("api").toString(), Map.of());
    }

    private List<String> byCommit(String commit) {
        return told(
                sources.folder().resolve("api").toString(),
                Map.of("org.opencontainers.image.revision", commit));
    }

    private void change(String file, Instant time) {
        sources.write(time, file, "changed at " + time + "\n");
    }

    private static String since(String origin, String files) {
        return origin + ", and its sources have changed since: " + files;
    }

    private String ofFirst(String files) {
        return since("is of commit " + first.substring(0, 7), files);
    }

    private static String ofTime(String files) {
        return since("was built 2026-02-15 00:00 UTC", files);
    }

    @Test
    void aCommitSinceMakesItOld() {
        assertThat(byAge()).isEmpty();
        assertThat(byCommit(first)).isEmpty();
        change("api/a.ts", MARCH);
        sources.commit(MARCH);
        assertThat(byAge()).containsExactly(ofTime("a.ts"));
        assertThat(byCommit(first)).containsExactly(ofFirst("a.ts"));
        assertThat(byCommit(first.substring(0, 12))).containsExactly(ofFirst("a.ts"));
    }

    @Test
    void soDoesWhatIsNotCommitted() {
        change("api/a.ts", MARCH);
        assertThat(byAge()).containsExactly(ofTime("a.ts"));
        assertThat(byCommit(first)).containsExactly(ofFirst("a.ts"));
        sources.write(MARCH, "api/a.ts", "first\n");
        assertThat(byAge()).isEmpty();
        assertThat(byCommit(first)).isEmpty();
    }

    @Test
    void whatIsBesideTheContextDoesNot() {
        change("web/b.ts", MARCH);
        sources.commit(MARCH);
        assertThat(byAge()).isEmpty();
        assertThat(byCommit(first)).isEmpty();
    }

    @Test
    void norWhatTheIgnoreFileNames() {
        sources.write(JANUARY, "api/.dockerignore", "*\n!a.ts\n");
        String second = sources.commit(JANUARY.plusSeconds(1));
        change("api/README.md", MARCH);
        sources.commit(MARCH);
        assertThat(byAge()).isEmpty();
        assertThat(byCommit(second)).isEmpty();
        change("api/Dockerfile", MARCH);
        assertThat(byAge()).containsExactly(ofTime("Dockerfile"));
    }

    @Test
    void whatWasBuiltAndThenCommittedIsInTheImage() {
        change("api/a.ts", JANUARY.plusSeconds(60));
        sources.commit(MARCH);
        assertThat(byAge()).isEmpty();
    }

    @Test
    void aBuildThatFoundEverythingDoneIsABuild() {
        change("api/README.md", MARCH);
        sources.commit(MARCH);
        Map<String, String> ofCompose = Map.of("com.docker.compose.project", "app");
        String api = sources.folder().resolve("api").toString();
        assertThat(told(api, ofCompose)).containsExactly(ofTime("README.md"));
        lastBuilt = APRIL;
        assertThat(told(api, ofCompose)).isEmpty();
        assertThat(byAge()).containsExactly(ofTime("README.md"));
        change("api/a.ts", APRIL.plusSeconds(1));
        assertThat(told(api, ofCompose))
                .containsExactly(since("was built 2026-04-15 00:00 UTC", "a.ts"));
    }

    @Test
    void aCommitThatIsNotThereLeavesTheAge() {
        assertThat(byCommit(UNKNOWN)).isEmpty();
        assertThat(byCommit("v1.2.3")).isEmpty();
        change("api/a.ts", MARCH);
        sources.commit(MARCH);
        assertThat(byCommit(UNKNOWN)).containsExactly(ofTime("a.ts"));
        assertThat(byCommit("v1.2.3")).containsExactly(ofTime("a.ts"));
    }

    @Test
    void anImageThatIsAheadIsNotOld() {
        change("api/a.ts", MARCH);
        String second = sources.commit(MARCH);
        sources.git(MARCH, "checkout", "-q", "--detach", first);
        assertThat(byCommit(second)).isEmpty();
        change("api/Dockerfile", MARCH);
        assertThat(byCommit(second))
                .containsExactly(since("is of commit " + second.substring(0, 7), "Dockerfile"));
    }

    @Test
    void ofAnotherBranchItLacksWhatThisOneHas() {
        change("api/a.ts", MARCH);
        change("api/both.ts", MARCH);
        sources.git(MARCH, "checkout", "-q", "-b", "other");
        String other = sources.commit(MARCH);
        sources.git(MARCH, "checkout", "-q", "main");
        change("api/c.ts", MARCH);
        change("api/both.ts", MARCH);
        sources.commit(MARCH);
        assertThat(byCommit(other))
                .containsExactly(since("is of commit " + other.substring(0, 7), "c.ts"));
    }

    @Test
    void whatAMergeBroughtCountsFromTheMerge() {
        sources.git(JANUARY, "checkout", "-q", "-b", "feature");
        change("api/a.ts", MARCH);
        sources.commit(JANUARY.plusSeconds(60));
        sources.git(JANUARY, "checkout", "-q", "main");
        sources.git(MARCH, "merge", "-q", "--no-ff", "-m", "merge", "feature");
        assertThat(byAge()).containsExactly(ofTime("a.ts"));
    }

    @Test
    void beforeTheFirstCommitEverythingIsYounger() {
        GitRepository young = GitRepository.in(folder.resolve("young"));
        young.write(MARCH, "a.ts", "first\n").write(MARCH, "Dockerfile", "FROM scratch\n");
        young.commit(MARCH);
        assertThat(told(young.folder().toString(), Map.of()))
                .containsExactly(ofTime("Dockerfile and 1 more file"));
    }

    @Test
    void ofAHistoryThatIsCutOffNothingIsSaid() {
        change("api/a.ts", MARCH);
        sources.commit(MARCH);
        sources.git(
                MARCH,
                "clone",
                "-q",
                "--depth",
                "1",
                "file://" + sources.folder(),
                folder.resolve("shallow").toString());
        String api = folder.resolve("shallow/api").toString();
        assertThat(told(api, Map.of())).isEmpty();
        assertThat(told(api, Map.of("org.opencontainers.image.revision", first))).isEmpty();
    }

    @Test
    void ofWhatGitDoesNotKnowNothingIsSaid() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        assertThat(told(outside.toString(), Map.of())).isEmpty();
        assertThat(told(folder.resolve("none").toString(), Map.of())).isEmpty();
        assertThat(told("https://example.org/x.git", Map.of())).isEmpty();
        GitRepository empty = GitRepository.in(folder.resolve("empty"));
        empty.write(MARCH, "a.ts", "first\n");
        assertThat(told(empty.folder().toString(), Map.of())).isEmpty();
        change("api/a.ts", MARCH);
        sources.write(MARCH, "api/.dockerignore", "[\n");
        assertThat(byAge()).isEmpty();
    }

    @Test
    void variablesOfGitDoNotLeadElsewhere() {
        change("api/a.ts", MARCH);
        environment.put("GIT_DIR", folder.resolve("nowhere").toString());
        environment.put("GIT_WORK_TREE", "/");
        assertThat(byAge()).containsExactly(ofTime("a.ts"));
    }

    @Test
    void namesMayBeOfAnyKind() {
        change("api/with \"space\"\tand ü\n.ts", MARCH);
        sources.commit(MARCH);
        assertThat(byAge()).containsExactly(ofTime("with \"space\"\tand ü\n.ts"));
    }
}
