package dev.gantry.compose.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import org.junit.jupiter.api.Test;

/**
 * The expected hashes are those of Docker Compose 2.40.3: its {@code config --hash}, and labels
 * that it wrote on a real engine.
 */
class ConfigHashTest {
    private static final String IMAGE_ONLY =
            "{\"command\":null,\"entrypoint\":null,\"image\":\"x\",\"networks\":{\"default\":null}}";

    @Test
    void theHashIsDockerComposes() {
        assertThat(ConfigHash.ofService(json(IMAGE_ONLY)))
                .isEqualTo("d5457d0b2799957b606d2ac4ed52d85a1e75799490e56229948300b9a59e8953");
    }

    @Test
    void whatNeedsNoNewContainerDoesNotCount() {
        String more =
                IMAGE_ONLY.replace(
                        "{\"command\"",
                        "{\"profiles\":[\"p\"],\"build\":{},\"depends_on\":{},\"pull_policy\":\"always\",\"scale\":3,\"command\"");
        assertThat(ConfigHash.ofService(json(more)))
                .isEqualTo(ConfigHash.ofService(json(IMAGE_ONLY)));
    }

    @Test
    void theNumberOfReplicasDoesNotCountAndTheRestOfDeployDoes() {
        String one =
                IMAGE_ONLY.replace("\"entrypoint\"", "\"deploy\":{\"replicas\":1},\"entrypoint\"");
        String two =
                IMAGE_ONLY.replace("\"entrypoint\"", "\"deploy\":{\"replicas\":2},\"entrypoint\"");
        assertThat(ConfigHash.ofService(json(one)))
                .isEqualTo(ConfigHash.ofService(json(two)))
                .isNotEqualTo(ConfigHash.ofService(json(IMAGE_ONLY)));
    }

    @Test
    void aVolumeWithoutADriverIsHashedAsALocalOne() {
        assertThat(ConfigHash.ofVolume(json("{\"name\": \"shop_scaled\"}")))
                .isEqualTo("29cdade5af09b91a472291414e9c3aad34bc25a48ae298383dedd44f787dad21");
        assertThat(
                        ConfigHash.ofVolume(
                                json("{\"name\": \"shop_cachedata\", \"labels\": {\"q\": \"w\"}}")))
                .isEqualTo("f71cf030deee0db8c7a21988d74284d09fa6976b8aef90053701187997ae7e49");
    }

    @Test
    void aVolumeWithADriverIsHashedAsItIs() {
        String canonical =
                """
                {"name": "realname", "driver": "local",
                 "driver_opts": {"device": "tmpfs", "o": "size=1m", "type": "tmpfs"}}
                """;
        assertThat(ConfigHash.ofVolume(json(canonical)))
                .isEqualTo("4e878435639c33776d2ca40184530278155c7262ea098293ac0260d042af5667");
    }

    @Test
    void aNetworkIsHashedAsItIs() {
        assertThat(ConfigHash.ofNetwork(json("{\"name\": \"shop_default\", \"ipam\": {}}")))
                .isEqualTo("cf68f29b281a26ea487d2f198485cc165808337181dfb0f69a28e1186000dcfa");
    }

    private static MapNode json(String json) {
        return (MapNode) JsonReader.read("canonical", json);
    }
}
