package dev.gantry.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.diag.OperationException;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.Engine;
import dev.gantry.engine.FakeEngine;
import dev.gantry.engine.TarReader;
import dev.gantry.fleet.FileTree;
import dev.gantry.fleet.Parcel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files on their way to a host, and away again. */
class DeliveryTest {
    private final FakeEngine engine = new FakeEngine("gpu").image("lab/web:1");
    private final Path source;

    DeliveryTest(@TempDir Path folder) {
        source = folder.resolve("conf");
    }

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(source);
        Files.writeString(source.resolve("a.conf"), "listen 80\n");
        Files.createSymbolicLink(source.resolve("link"), Path.of("a.conf"));
    }

    private Parcel parcel() throws IOException {
        Parcel.Rights rights = Parcel.Rights.AS_THEY_ARE;
        String digest = Parcel.digest(FileTree.of(source, Parcel.LIMITS), "conf", rights);
        Parcel.Place place = new Parcel.Place("/var/lib/gantry", "shop", digest);
        return new Parcel("folder ./conf", source, "conf", rights, place);
    }

    private List<String> deliver(Engine to, Parcel parcel) {
        List<String> told = new ArrayList<>();
        new Delivery(to, parcel.place(), "lab/web:1").deliver(parcel, told::add);
        return told;
    }

    /** What is below a folder of the host, with the text of files. */
    private List<String> onTheHost(String folder) throws IOException {
        MapNode binds =
                Json.object().put("Binds", Json.strings(List.of(folder + ":/seen"))).build();
        MapNode body =
                Json.object().put("Image", Json.of("lab/web:1")).put("HostConfig", binds).build();
        String looking = engine.createContainer("looking", "", body);
        List<String> found = new ArrayList<>();
        try (InputStream out = engine.on(looking).copyOut("/seen")) {
            TarReader tar = new TarReader(out);
            for (Optional<TarReader.Entry> next = tar.next(); next.isPresent(); next = tar.next()) {
                String text = new String(tar.content().readAllBytes(), StandardCharsets.UTF_8);
                found.add((next.get().name() + " " + text).strip());
            }
        }
        engine.removeContainer(looking, true);
        return found;
    }

    @Test
    void filesComeToTheirPlaceAndNothingIsLeftBehind() throws IOException {
        Parcel parcel = parcel();
        assertThat(deliver(engine, parcel)).containsExactly("sending");
        assertThat(onTheHost(parcel.place().path()))
                .containsExactlyInAnyOrder(
                        "seen/",
                        "seen/conf/",
                        "seen/conf/a.conf listen 80",
                        "seen/conf/link",
                        "seen/" + parcel.place().digest());
        assertThat(engine.containers(List.of())).isEmpty();
    }

    @Test
    void nothingIsSentTwice() throws IOException {
        Parcel parcel = parcel();
        deliver(engine, parcel);
        assertThat(deliver(engine, parcel)).isEmpty();
    }

    @Test
    void whatWasDiscardedIsSentAgain() throws IOException {
        Parcel parcel = parcel();
        deliver(engine, parcel);
        new Delivery(engine, parcel.place(), "lab/web:1").discard();
        assertThat(onTheHost("/var/lib/gantry/shop"))
                .containsExactlyInAnyOrder("seen/", "seen/" + parcel.place().digest());
        assertThat(deliver(engine, parcel)).containsExactly("sending");
        assertThat(onTheHost(parcel.place().path())).contains("seen/conf/a.conf listen 80");
    }

    @Test
    void whatHasChangedSinceThePlanIsNotSent() throws IOException {
        Parcel planned = parcel();
        Files.writeString(source.resolve("a.conf"), "listen 81\n");
        assertThatThrownBy(() -> deliver(engine, planned))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("folder ./conf has changed since the plan was made");
        assertThat(engine.mutations()).isEmpty();
    }

    @Test
    void aRefusalLeavesNothingBehind() throws IOException {
        Parcel parcel = parcel();
        engine.fail("copyInto", "", 500, "no space left on device");
        assertThatThrownBy(() -> deliver(engine, parcel)).hasMessageContaining("no space left");
        assertThat(engine.containers(List.of())).isEmpty();
    }
}
