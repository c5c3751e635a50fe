package dev.gantry.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.compose.CanonicalProjects;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldDiffTest {
    /** What Engine 28.5 says of a container, shortened to the attributes that are compared. */
    private static final String INSPECTION =
            """
            {"Config": {"Image": "redis:1", "Env": ["PATH=/bin", "TZ=UTC", "PASSWORD=old"],
                        "Cmd": ["redis-server", "--port", "1"], "Entrypoint": null, "User": "",
                        "WorkingDir": "/data", "Tty": false,
                        "Healthcheck": {"Test": ["CMD", "redis-cli", "ping"]},
                        "Labels": {"com.docker.compose.project": "p", "role": "cache"}},
             "HostConfig": {"NetworkMode": "p_default", "Privileged": false, "ReadonlyRootfs": false,
                            "PortBindings": {"6379/tcp": [{"HostIp": "", "HostPort": "6379"}]},
                            "RestartPolicy": {"Name": "no", "MaximumRetryCount": 0}},
             "Mounts": [{"Type": "volume", "Name": "p_data", "Source": "/var/lib/docker/volumes/x",
                         "Destination": "/data", "RW": true},
                        {"Type": "volume", "Name": "9ea8e69f9be5b6f73725054b55d74f6f3ce717465dccf501dc257e4ae2cf3f5e",
                         "Source": "/x", "Destination": "/tmp", "RW": true}],
             "NetworkSettings": {"Networks": {"p_default": {}}}}
            """;

    private static final String SERVICE =
            """
            {"image": "redis:1", "command": ["redis-server", "--port", "1"],
             "environment": {"TZ": "UTC", "PASSWORD": "old"}, "labels": {"role": "cache"},
             "networks": {"default": null}, "healthcheck": {"test": ["CMD", "redis-cli", "ping"]},
             "ports": [{"target": 6379, "published": "6379", "protocol": "tcp"}],
             "volumes": [{"type": "volume", "source": "data", "target": "/data"}]}
            """;

    @Test
    void nothingDiffersWhereNothingChanged() {
        assertThat(changes(SERVICE)).isEmpty();
    }

    @Test
    void imagesAreShown() {
        assertThat(changes(SERVICE.replace("redis:1", "redis:2")))
                .containsExactly(new Cause.Change("image", "redis:1", "redis:2"));
    }

    @Test
    void valuesOfTheEnvironmentAreNot() {
        assertThat(changes(SERVICE.replace("\"old\"", "\"new\", \"KEY\": \"hush\"")))
                .containsExactly(
                        new Cause.Change("environment.KEY", "", "set"),
                        new Cause.Change("environment.PASSWORD", "", ""));
    }

    @Test
    void commandsAreNamedOnly() {
        assertThat(changes(SERVICE.replace("--port", "--requirepass")))
                .containsExactly(new Cause.Change("command", "", ""));
    }

    @Test
    void portsMountsNetworksAndRestartAreShown() {
        String changed =
                SERVICE.replace("\"6379\"", "\"6380\"")
                        .replace(
                                "\"source\": \"data\", \"target\": \"/data\"",
                                "\"source\": \"data\", \"target\": \"/var\"")
                        .replace("\"default\": null", "\"back\": null")
                        .replace("\"image\"", "\"restart\": \"on-failure:3\", \"image\"");
        assertThat(changes(changed))
                .containsExactly(
                        new Cause.Change("ports", "6379:6379/tcp", "6380:6379/tcp"),
                        new Cause.Change("volumes", "p_data:/data", "p_data:/var"),
                        new Cause.Change("networks", "p_default", "p_back"),
                        new Cause.Change("restart", "no", "on-failure"));
    }

    @Test
    void severalFieldsAreToldInWords() {
        List<Cause.Change> changes =
                changes(SERVICE.replace("redis:1", "redis:2").replace("\"old\"", "\"new\""));
        assertThat(FieldDiff.inWords(changes)).isEqualTo("image, environment changed");
    }

    private static List<Cause.Change> changes(String service) {
        MapNode canonical =
                (MapNode)
                        JsonReader.read(
                                "compose",
                                "{\"name\": \"p\", \"services\": {\"s\": "
                                        + service
                                        + "},"
                                        + "\"networks\": {\"default\": {\"name\": \"p_default\"}, \"back\": {\"name\": \"p_back\"}},"
                                        + "\"volumes\": {\"data\": {\"name\": \"p_data\"}}}");
        Project project = CanonicalProjects.bind(Path.of("/p"), canonical, Set.of());
        Service desired = project.services().values().iterator().next();
        return FieldDiff.between(project, desired, (MapNode) JsonReader.read("engine", INSPECTION));
    }
}
