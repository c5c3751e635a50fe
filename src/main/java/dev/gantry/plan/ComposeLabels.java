package dev.gantry.plan;

/**
 * The labels by which Docker Compose, and so Gantry, recognises what belongs to a project.
 *
 * @see <a href="https://github.com/docker/compose/blob/v2.40.3/pkg/api/labels.go">labels.go</a>
 */
public final class ComposeLabels {
    public static final String PROJECT = "com.docker.compose.project";
    public static final String SERVICE = "com.docker.compose.service";
    public static final String NUMBER = "com.docker.compose.container-number";
    public static final String ONE_OFF = "com.docker.compose.oneoff";
    public static final String CONFIG_HASH = "com.docker.compose.config-hash";

    /** On a container: the id of the image that it was made from. */
    public static final String IMAGE = "com.docker.compose.image";

    public static final String NETWORK = "com.docker.compose.network";
    public static final String VOLUME = "com.docker.compose.volume";

    /** What every label of Compose begins with. */
    public static final String PREFIX = "com.docker.compose.";

    public static final String VERSION = PREFIX + "version";

    /** On a container: the folder of its project, on the machine that made it. */
    public static final String WORKING_DIR = PREFIX + "project.working_dir";

    /** The version whose shape of labels this is: other tools read it. */
    public static final String PEER = "2.40.3";

    private ComposeLabels() {}
}
