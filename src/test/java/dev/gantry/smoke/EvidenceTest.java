package dev.gantry.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.diag.OperationException;
import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {
    private static final SmokeReport REPORT =
            new SmokeReport(
                    "home",
                    "0.1.0",
                    Instant.parse("2026-01-02T03:04:05.678Z"),
                    Duration.ofMillis(1234),
                    List.of(
                            new SmokeReport.HostFound("vps", "28.5.2", "1.51", ""),
                            new SmokeReport.HostFound("gpu", "", "", "no route to host")),
                    List.of(
                            new CheckResult(
                                    "web@vps",
                                    "a|b",
                                    "http",
                                    CheckResult.Ending.PASSED,
                                    Duration.ofMillis(12),
                                    1,
                                    ""),
                            CheckResult.untried(
                                    "web@gpu",
                                    "containers",
                                    "containers",
                                    CheckResult.Ending.FAILED,
                                    "host gpu cannot be reached:\n<no route>")),
                    List.of(
                            new ServiceState(
                                    "web@vps",
                                    "app",
                                    "home-web-app-1",
                                    "running",
                                    "healthy",
                                    "nginx:1",
                                    "sha256:1111",
                                    "nginx@sha256:2222",
                                    "")));

    private static final String PAGE =
            """
            # Smoke test of home

            **Failed**: 1 passed, 1 failed, 0 skipped.

            Started 2026-01-02T03:04:05Z, took 1234 ms, Gantry 0.1.0.

            ## Checks

            | stack@host | check | kind | result | ms | attempts | reason |
            | --- | --- | --- | --- | --- | --- | --- |
            | web@vps | a\\|b | http | passed | 12 | 1 | |
            | web@gpu | containers | containers | failed | 0 | 0 | host gpu cannot be reached: &lt;no route> |

            ## Containers

            | stack@host | service | container | state | health | fault |
            | --- | --- | --- | --- | --- | --- |
            | web@vps | app | home-web-app-1 | running | healthy | |

            ## Images

            | stack@host | service | image | id | digest |
            | --- | --- | --- | --- | --- |
            | web@vps | app | nginx:1 | sha256:1111 | nginx@sha256:2222 |

            ## Hosts

            | host | engine | API | reason |
            | --- | --- | --- | --- |
            | vps | 28.5.2 | 1.51 | |
            | gpu | | | no route to host |
            """;

    @TempDir Path folder;

    @Test
    void aReportIsAPageAndADocument() throws IOException {
        Path page = new Evidence(folder.resolve("evidence")).write(REPORT);
        assertThat(page).isEqualTo(folder.resolve("evidence/2026-01-02T030405Z-smoke.md"));
        assertThat(page).hasContent(PAGE);
        Path json = page.resolveSibling("2026-01-02T030405Z-smoke.json");
        Fields document = Fields.of(JsonReader.read("evidence", Files.readString(json)));
        assertThat(document.flag("passed")).isFalse();
        assertThat(document.maps("services").getFirst().text("digest"))
                .isEqualTo("nginx@sha256:2222");
    }

    @Test
    void whatIsThereIsNeverWrittenAgain() throws IOException {
        Evidence evidence = new Evidence(folder);
        Files.writeString(folder.resolve("2026-01-02T030405Z-smoke.md"), "mine");
        assertThat(evidence.write(REPORT))
                .isEqualTo(folder.resolve("2026-01-02T030405Z-2-smoke.md"));
        assertThat(evidence.write(REPORT))
                .isEqualTo(folder.resolve("2026-01-02T030405Z-3-smoke.md"));
        assertThat(folder.resolve("2026-01-02T030405Z-smoke.md")).hasContent("mine");
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void aFolderThatCannotBeIsToldWithAWayOut() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new Evidence(file.resolve("below")).write(REPORT))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("cannot write the evidence below " + file);
    }
}
