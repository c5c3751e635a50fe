package dev.gantry.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.compose.CanonicalProjects;
import dev.gantry.compose.model.Service;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a service may have twice, and what but once. */
class OnlyOneTest {
    private static final String TABLE =
            """
            "container_name": "one" | it has a container_name
            "ports": [{"target": 80, "published": "8080", "protocol": "tcp"}] | it publishes port 8080
            "ports": [{"target": 80, "published": "8080-8090", "protocol": "tcp"}] | it publishes port 8080-8090
            "ports": [{"target": 80, "protocol": "tcp"}] | ''
            "ports": [{"target": 80, "published": "0", "protocol": "tcp"}] | ''
            "volumes": [{"type": "volume", "source": "data", "target": "/data"}] | it may write to what is mounted at /data
            "volumes": [{"type": "volume", "source": "data", "target": "/data", "read_only": true}] | ''
            "volumes": [{"type": "volume", "target": "/data"}] | it may write to what is mounted at /data
            "volumes": [{"type": "bind", "source": "/srv", "target": "/data"}] | it may write to what is mounted at /data
            "volumes": [{"type": "bind", "source": "/srv", "target": "/data", "read_only": true}] | ''
            "volumes": [{"type": "tmpfs", "target": "/data"}] | ''
            "volumes": [{"type": "image", "source": "a:1", "target": "/data"}] | ''
            "volumes_from": ["container:other"] | it has volumes_from
            "network_mode": "host" | its network_mode is host
            "network_mode": "container:other" | its network_mode is container:other
            "network_mode": "service:other" | its network_mode is service:other
            "network_mode": "bridge" | ''
            "network_mode": "none" | ''
            "networks": {"back": {"ipv4_address": "10.0.0.5"}} | it has a fixed address in network back
            "networks": {"back": {"ipv6_address": "fd00::5"}} | it has a fixed address in network back
            "networks": {"back": {"link_local_ips": ["169.254.1.1"]}} | it has a fixed address in network back
            "networks": {"back": {"mac_address": "02:42:ac:11:00:02"}} | it has a fixed address in network back
            "networks": {"back": {"aliases": ["api"]}} | ''
            "mac_address": "02:42:ac:11:00:02" | it has a mac_address
            "devices": [{"source": "/dev/dri", "target": "/dev/dri", "permissions": "rwm"}] | it has devices
            "device_cgroup_rules": ["c 1:1 rwm"] | it has device_cgroup_rules
            "gpus": [{"count": -1}] | it has gpus
            "deploy": {"resources": {"reservations": {"devices": [{"capabilities": ["gpu"], "count": 1}]}}} | it reserves devices
            "deploy": {"resources": {"reservations": {"memory": "1g"}}} | ''
            "deploy": {"resources": {"limits": {"cpus": 1}}} | ''
            "privileged": true | it is privileged
            "privileged": false | ''
            "tmpfs": ["/run"] | ''
            "hostname": "web" | ''
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = TABLE)
    void reasons(String attribute, String expected) {
        String canonical =
                """
                {"name": "shop",
                 "networks": {"back": {"name": "shop_back"}}, "volumes": {"data": {"name": "shop_data"}},
                 "services": {"other": {"image": "a:1"}, "web": {"image": "a:1", %s}}}
                """
                        .formatted(attribute);
        Service web =
                CanonicalProjects.bind(
                                Path.of("/srv/shop"),
                                (MapNode) JsonReader.read("canonical", canonical),
                                Set.of())
                        .services()
                        .get("web");
        assertThat(web).isNotNull();
        assertThat(web == null ? "" : OnlyOne.because(web)).isEqualTo(expected);
    }
}
