package dev.gantry.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Docker Compose with its engine printed for these. */
class ImageReferenceTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "nginx, docker.io/library/nginx:latest",
        "lab/web:1, docker.io/lab/web:1",
        "index.docker.io/lab/web:1, docker.io/lab/web:1",
        "docker.io/nginx:1, docker.io/library/nginx:1",
        "127.0.0.1:5000/web, 127.0.0.1:5000/web:latest",
        "localhost/web:1, localhost/web:1",
        "Registry/web:1, Registry/web:1",
        "'[::1]:5000/a/b__c:1', '[::1]:5000/a/b__c:1'"
    })
    void whatIsImpliedIsSpelledOut(String written, String whole) {
        assertThat(ImageReference.parse(written).map(ImageReference::toString)).contains(whole);
    }

    @ParameterizedTest
    @CsvSource({
        "nginx, docker.io/library/nginx@",
        "lab/web:1, docker.io/lab/web@",
        "localhost/x:1, localhost/x@"
    })
    void aDigestWinsOverATag(String written, String whole) {
        Optional<ImageReference> parsed = ImageReference.parse(written + "@" + DIGEST);
        assertThat(parsed.map(ImageReference::toString)).contains(whole + DIGEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Web",
                "web:",
                "web@sha256:12",
                "h:x/y",
                "web:${TAG}",
                "a//b",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void otherTextsNameNoImage(String written) {
        assertThat(ImageReference.parse(written)).isEmpty();
    }
}
