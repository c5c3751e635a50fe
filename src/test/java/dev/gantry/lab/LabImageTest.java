package dev.gantry.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabImageTest {
    private static final Layer LAYER = new Layer(Path.of("layer.tar"), "0123");

    private static LabImage image(String tag) {
        return LabImage.of(
                ImageRecipe.of("echo", Suite.BOOKWORM)
                        .environment("PORT=80")
                        .command("httpd", "-f")
                        .ports(80)
                        .build(),
                tag,
                List.of(LAYER));
    }

    @Test
    void configurationIsThatOfTheOciSpecification() {
        assertThat(image("1").config())
                .isEqualTo(
                        "{\"architecture\":\"amd64\",\"config\":{\"Cmd\":[\"httpd\",\"-f\"],"
                                + "\"ExposedPorts\":{\"80/tcp\":{}},"
                                + "\"Env\":[\"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\",\"PORT=80\"],"
                                + "\"Labels\":{\"lab.revision\":\"1\"}},"
                                + "\"created\":\"1970-01-01T00:00:00Z\","
                                + "\"history\":[{\"created\":\"1970-01-01T00:00:00Z\"}],"
                                + "\"os\":\"linux\","
                                + "\"rootfs\":{\"diff_ids\":[\"sha256:0123\"],\"type\":\"layers\"}}");
    }

    @Test
    void tagsOfOneRecipeDifferInIdAndShareLayers() {
        assertThat(image("2").reference()).isEqualTo("lab/echo:2");
        assertThat(image("2").id()).isNotEqualTo(image("1").id()).startsWith("sha256:");
        assertThat(image("2").layers()).isEqualTo(image("1").layers());
        assertThat(image("1").id()).isEqualTo(image("1").id());
    }
}
