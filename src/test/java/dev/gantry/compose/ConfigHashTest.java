package dev.gantry.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import org.junit.jupiter.api.Test;

/** The expected hashes are the answers of {@code docker compose config --hash} 2.40.3. */
class ConfigHashTest {
    private static final String IMAGE_ONLY =
            "{\"command\":null,\"entrypoint\":null,\"image\":\"x\",\"networks\":{\"default\":null}}";

    @Test
    void theHashIsDockerComposes() {
        assertThat(ConfigHash.ofService(service(IMAGE_ONLY)))
                .isEqualTo("d5457d0b2799957b606d2ac4ed52d85a1e75799490e56229948300b9a59e8953");
    }

    @Test
    void whatNeedsNoNewContainerDoesNotCount() {
        String more =
                IMAGE_ONLY.replace(
                        "{\"command\"",
                        "{\"profiles\":[\"p\"],\"build\":{},\"depends_on\":{},\"pull_policy\":\"always\",\"scale\":3,\"command\"");
        assertThat(ConfigHash.ofService(service(more)))
                .isEqualTo(ConfigHash.ofService(service(IMAGE_ONLY)));
    }

    @Test
    void theNumberOfReplicasDoesNotCountAndTheRestOfDeployDoes() {
        String one =
                IMAGE_ONLY.replace("\"entrypoint\"", "\"deploy\":{\"replicas\":1},\"entrypoint\"");
        String two =
                IMAGE_ONLY.replace("\"entrypoint\"", "\"deploy\":{\"replicas\":2},\"entrypoint\"");
        assertThat(ConfigHash.ofService(service(one)))
                .isEqualTo(ConfigHash.ofService(service(two)))
                .isNotEqualTo(ConfigHash.ofService(service(IMAGE_ONLY)));
    }

    private static MapNode service(String json) {
        return (MapNode) JsonReader.read("service", json);
    }
}
