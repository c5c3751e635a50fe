package dev.gantry.doctor.probe;

import dev.gantry.apply.Timekeeper;
import dev.gantry.doc.Json;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doctor.diagnosis.DeepLook;
import dev.gantry.doctor.diagnosis.HostFacts;
import dev.gantry.doctor.diagnosis.Look;
import dev.gantry.engine.Attachment;
import dev.gantry.engine.Engine;
import dev.gantry.engine.EngineException;
import dev.gantry.engine.TarReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * Looks with containers on the host, of images of the fleet that are there already: without a
 * network, named {@code gantry-doctor-…}, and removed whatever happens.
 */
record Trial(Engine engine, Means means, List<HostFacts.PresentImage> images) {
    /** A disk or a driver that hangs lets programs hang; the user's patience ends after this. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private static final int MOST_IMAGES = 3;
    private static final int LARGEST = 1 << 20;
    private static final int NOT_FOUND = 404;
    private static final int NO_SUCH_PROGRAM = 127;
    private static final int KILLED = 137;
    private static final String DAEMON_FOLDER = "/etc/docker";
    private static final String SHELL = "/bin/sh";

    /** What runc says about an image without one. */
    private static final String NO_SHELL = "exec: \"" + SHELL + "\"";

    /**
     * @param gpu whether to try for one
     * @param daemonFile whether to read it
     * @param shares name to path
     */
    DeepLook look(boolean gpu, boolean daemonFile, SequencedMap<String, String> shares) {
        if (images.isEmpty()) {
            return DeepLook.not("no image of the fleet is there to look with", shares.keySet());
        }
        return new DeepLook(
                printed("df -Pk /", Json.object()),
                gpu
                        ? printed("nvidia-smi -L", Json.object().put("DeviceRequests", everyGpu()))
                        : new Look.Not("nobody wants one"),
                daemonFile ? daemonFile() : new Look.Not("the fleet wants nothing of it"),
                shares(shares));
    }

    private SequencedMap<String, Look> shares(SequencedMap<String, String> shares) {
        SequencedMap<String, Look> looks = new LinkedHashMap<>();
        shares.forEach((name, path) ->
                looks.put(
                        name,
                        orNothing(
                                printed(
                                        "cat /proc/self/mountinfo",
                                        Json.object()
                                                .put("Mounts", mount(path, DeepLook.SHARE))))));
        return looks;
    }

    private static ListNode mount(String source, String target) {
        return Json.array(
                List.of(
                        Json.object()
                                .put("Type", Json.of("bind"))
                                .put("Source", Json.of(source))
                                .put("Target", Json.of(target))
                                .put("ReadOnly", Json.of(true))
                                .build()));
    }

    /** A path that the host does not have is nothing to see. */
    private static Look orNothing(Look look) {
        return look instanceof Look.Refused(var words) && words.contains("does not exist")
                ? new Look.Seen("")
                : look;
    }

    private static ListNode everyGpu() {
        return Json.array(
                List.of(
                        Json.object()
                                .put("Driver", Json.of(""))
                                .put("Count", Json.of(-1))
                                .put(
                                        "Capabilities",
                                        Json.array(List.of(Json.strings(List.of("gpu")))))
                                .build()));
    }

    /** By the first image that has a shell and the program. */
    private Look printed(String command, MapNode.Builder host) {
        MapNode settings = host.put("NetworkMode", Json.of("none")).build();
        Look last = new Look.Not("no image of the fleet there has a shell to look with");
        for (HostFacts.PresentImage image :
                images.subList(0, Math.min(MOST_IMAGES, images.size()))) {
            Look look = with(shell(image.reference(), command, settings), this::run);
            boolean shellless = look instanceof Look.Refused(var words) && words.contains(NO_SHELL);
            if (!shellless && !look.equals(new Look.Seen(""))) {
                return look;
            }
            last = shellless ? last : look;
        }
        return last;
    }

    private static MapNode shell(String image, String command, MapNode host) {
        return Json.object()
                .put("Image", Json.of(image))
                .put("User", Json.of("0"))
                .put("Entrypoint", Json.strings(List.of(SHELL, "-c", command)))
                .put("Cmd", Json.array(List.of()))
                .put("HostConfig", host)
                .build();
    }

    private Look run(String container) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        int code = ended(container, out, error);
        if (code == KILLED) {
            return new Look.Refused("no end within " + LONGEST.toSeconds() + " s");
        }
        String printed = out.toString(StandardCharsets.UTF_8).strip();
        return code == 0 || code == NO_SUCH_PROGRAM
                ? new Look.Seen(printed)
                : new Look.Refused(
                        (printed + " " + error.toString(StandardCharsets.UTF_8).strip()).strip());
    }

    /** Its exit code; 137 when it had to be killed. */
    private int ended(String container, OutputStream out, OutputStream error) {
        try (Attachment process = engine.on(container).attach(false, "")) {
            engine.startContainer(container);
            Timekeeper.Alarm alarm = means.time().after(LONGEST, () -> kill(container));
            process.copyTo(out, error);
            int code = engine.on(container).awaitExit();
            alarm.cancel();
            return code;
        }
    }

    private void kill(String container) {
        try {
            engine.killContainer(container, "KILL");
        } catch (EngineException _) {
            // It has ended just now, or the engine has gone: then its next answer tells.
        }
    }

    /** From a container that never starts: the engine reads through its mount. */
    private Look daemonFile() {
        MapNode body =
                Json.object()
                        .put("Image", Json.of(images.getFirst().reference()))
                        .put("Cmd", Json.strings(List.of("true")))
                        .put(
                                "HostConfig",
                                Json.object()
                                        .put("NetworkMode", Json.of("none"))
                                        .put("Mounts", mount(DAEMON_FOLDER, DAEMON_FOLDER))
                                        .build())
                        .build();
        return orNothing(with(body, this::read));
    }

    private Look read(String container) {
        try (InputStream tar = engine.on(container).copyOut(DAEMON_FOLDER + "/daemon.json")) {
            TarReader reader = new TarReader(tar);
            if (reader.next().isEmpty()) {
                return new Look.Seen("");
            }
            return new Look.Seen(
                    new String(reader.content().readNBytes(LARGEST), StandardCharsets.UTF_8));
        } catch (EngineException missing) {
            if (missing.status() == NOT_FOUND) {
                return new Look.Seen("");
            }
            throw missing;
        } catch (IOException broken) {
            return new Look.Refused("" + broken.getMessage());
        }
    }

    private Look with(MapNode body, Function<String, Look> use) {
        if (means.stopped().getAsBoolean()) {
            return new Look.Not("stopped");
        }
        String name = "gantry-doctor-" + means.names().get().substring(0, 12);
        try {
            engine.createContainer(name, "", body);
            return use.apply(name);
        } catch (EngineException refused) {
            return new Look.Refused(words(refused));
        } finally {
            remove(name);
        }
    }

    /** The engine's own: the name of a container that is gone tells nobody anything. */
    private static String words(EngineException refused) {
        int colon = refused.reason().indexOf(": ");
        return refused.reason().substring(colon < 0 ? 0 : colon + 2);
    }

    /** Also where the wish to stop has come: an interrupted thread is refused every call. */
    private void remove(String name) {
        boolean interrupted = Thread.interrupted();
        try {
            engine.removeContainer(name, true);
        } catch (EngineException _) {
            // The look has its reason already; a container that stays shows by its name.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
