package dev.gantry.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.compose.model.Dependency;
import dev.gantry.compose.model.FileGrant;
import dev.gantry.compose.model.HealthCheck;
import dev.gantry.compose.model.Port;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.ProjectFile;
import dev.gantry.compose.model.Readiness;
import dev.gantry.compose.model.Service;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProjectBinderTest {

    @Test
    void whatIsNotSaidHasTheDefaultsOfCompose() {
        Service service = service("{\"build\": {\"context\": \"/src\"}}");
        assertThat(service.image()).isEqualTo("shop-web");
        assertThat(service.built()).isTrue();
        assertThat(service.scale()).isEqualTo(1);
        assertThat(service.stopGracePeriod()).isEqualTo(Duration.ofSeconds(10));
        assertThat(service.healthCheck()).isEqualTo(HealthCheck.ofImage());
        assertThat(service.containerName("shop", 2)).isEqualTo("shop-web-2");
    }

    @Test
    void dependenciesKeepConditionAndWhetherTheyAreRequired() {
        Service service =
                service(
                        """
                        {"depends_on": {"db": {"condition": "service_healthy", "required": true},
                                        "seed": {"condition": "service_completed_successfully", "required": false, "restart": true}}}
                        """);
        assertThat(service.dependsOn())
                .containsExactly(
                        new Dependency("db", Readiness.HEALTHY, false, true),
                        new Dependency("seed", Readiness.COMPLETED, true, false));
    }

    @Test
    void networksAreJoinedByPriorityThenByName() {
        Service service =
                service("{\"networks\": {\"b\": null, \"a\": null, \"z\": {\"priority\": 10}}}");
        assertThat(service.networks().keySet()).containsExactly("z", "a", "b");
    }

    @Test
    void portsMayBeQuotedAndHaveNoHostSide() {
        Service service =
                service(
                        "{\"ports\": [{\"mode\": \"ingress\", \"target\": 80, \"protocol\": \"tcp\"}]}");
        assertThat(service.ports()).containsExactly(new Port("", "", 80, "tcp", "ingress"));
    }

    @Test
    void aSecretLandsBelowRunSecretsUnlessItsTargetIsAbsolute() {
        Service service =
                service(
                        "{\"secrets\": [{\"source\": \"key\"}, {\"source\": \"key\", \"target\": \"/k\", \"mode\": \"0400\", \"uid\": \"1\"}]}");
        assertThat(service.secrets())
                .containsExactly(
                        new FileGrant("key", "/run/secrets/key", "", "", 0444),
                        new FileGrant("key", "/k", "1", "", 0400));
    }

    @Test
    void variablesWithoutAValueAreLeftOut() {
        assertThat(service("{\"environment\": {\"A\": \"1\", \"B\": null}}").environment())
                .containsExactly(Map.entry("A", "1"));
    }

    @Test
    void replicasCountWhereThereIsNoScale() {
        assertThat(service("{\"deploy\": {\"replicas\": 3}}").scale()).isEqualTo(3);
        assertThat(service("{\"deploy\": {\"replicas\": 3}, \"scale\": 0}").scale()).isZero();
    }

    @Test
    void theHashLeavesOutWhatDoesNotRun() {
        String bare = service("{\"image\": \"a\", \"deploy\": {\"resources\": {}}}").hash();
        assertThat(
                        service(
                                        "{\"image\": \"a\", \"scale\": 2, \"profiles\": [\"x\"], \"deploy\": {\"resources\": {}, \"replicas\": 2}}")
                                .hash())
                .isEqualTo(bare);
        assertThat(service("{\"image\": \"b\", \"deploy\": {\"resources\": {}}}").hash())
                .isNotEqualTo(bare);
    }

    @Test
    void filesKnowWhereTheirBytesComeFromAndHideThem() {
        Project project =
                project(
                        """
                        {"name": "shop", "services": {},
                         "configs": {"c": {"name": "shop_c", "content": "text"}, "f": {"file": "/etc/f"}},
                         "secrets": {"s": {"environment": "TOKEN"}, "x": {"name": "given", "external": true}}}
                        """);
        assertThat(project.configs().values())
                .extracting(ProjectFile::source)
                .containsExactly(
                        new ProjectFile.FromContent("text"),
                        new ProjectFile.FromFile(Path.of("/etc/f")));
        assertThat(project.secrets().values())
                .containsExactly(
                        new ProjectFile(
                                "s", "s", false, new ProjectFile.FromEnvironment("TOKEN", "hush")),
                        new ProjectFile("x", "given", true, new ProjectFile.None()));
        assertThat(project.toString()).doesNotContain("hush");
    }

    @Test
    void durationsAreGos() {
        assertThat(Durations.parse("1h2m3.5s")).isEqualTo(Duration.ofMillis(3_723_500));
        assertThat(Durations.parse("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThatThrownBy(() -> Durations.parse("3 apples"))
                .hasMessageContaining("not a unit of time");
    }

    private static Service service(String json) {
        String project = "{\"name\": \"shop\", \"services\": {\"web\": " + json + "}}";
        return project(project).services().firstEntry().getValue();
    }

    private static Project project(String json) {
        return new ProjectBinder(Path.of("/shop"), List.of(), List.of(), Map.of("TOKEN", "hush"))
                .bind((MapNode) JsonReader.read("test", json), Set.of());
    }
}
