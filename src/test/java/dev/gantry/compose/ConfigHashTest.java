package dev.gantry.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import org.junit.jupiter.api.Test;

/** Against the labels that Docker Compose 2.40.3 wrote on a real engine. */
class ConfigHashTest {

    @Test
    void aVolumeWithoutADriverIsHashedAsALocalOne() {
        assertThat(ConfigHash.ofVolume(node("{\"name\": \"shop_scaled\"}")))
                .isEqualTo("29cdade5af09b91a472291414e9c3aad34bc25a48ae298383dedd44f787dad21");
        assertThat(
                        ConfigHash.ofVolume(
                                node("{\"name\": \"shop_cachedata\", \"labels\": {\"q\": \"w\"}}")))
                .isEqualTo("f71cf030deee0db8c7a21988d74284d09fa6976b8aef90053701187997ae7e49");
    }

    @Test
    void aVolumeWithADriverIsHashedAsItIs() {
        String canonical =
                """
                {"name": "realname", "driver": "local",
                 "driver_opts": {"device": "tmpfs", "o": "size=1m", "type": "tmpfs"}}
                """;
        assertThat(ConfigHash.ofVolume(node(canonical)))
                .isEqualTo("4e878435639c33776d2ca40184530278155c7262ea098293ac0260d042af5667");
    }

    @Test
    void aNetworkIsHashedAsItIs() {
        assertThat(ConfigHash.ofNetwork(node("{\"name\": \"shop_default\", \"ipam\": {}}")))
                .isEqualTo("cf68f29b281a26ea487d2f198485cc165808337181dfb0f69a28e1186000dcfa");
    }

    private static MapNode node(String json) {
        return (MapNode) JsonReader.read("canonical", json);
    }
}
