package dev.gantry.check;

import dev.gantry.compose.model.Mount;
import dev.gantry.compose.model.Service;
import dev.gantry.diag.Problem;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.Host;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A bind mount from below the project directory, on a machine that is not this one: the file is
 * here, and the engine there would mount an empty folder in its place.
 */
final class RemoteBindMounts implements Check {

    @Override
    public List<Problem> problems(Desired desired) {
        List<Problem> problems = new ArrayList<>();
        for (Deployment one : desired.deployments()) {
            if (isRemote(one.host())) {
                for (Service service : one.project().services().values()) {
                    look(one, service, problems);
                }
            }
        }
        return problems;
    }

    private static boolean isRemote(Host host) {
        return host.engine().startsWith("ssh://") || host.engine().startsWith("tcp://");
    }

    private static void look(Deployment deployment, Service service, List<Problem> problems) {
        Path directory = deployment.project().directory();
        for (Mount mount : service.mounts()) {
            if (mount.type() == Mount.Type.BIND && Path.of(mount.source()).startsWith(directory)) {
                problems.add(
                        Problem.warning(
                                mount.canonical().location(),
                                "service "
                                        + service.name()
                                        + " mounts "
                                        + relative(directory, mount.source())
                                        + " of this machine, but host "
                                        + deployment.host().name()
                                        + " is another one and does not have it",
                                "make a file a config (configs:), or name an absolute path that"
                                        + " the host has"));
            }
        }
    }

    private static String relative(Path directory, String source) {
        String below = directory.relativize(Path.of(source)).toString();
        return below.isEmpty() ? "its project directory" : "./" + below;
    }
}
