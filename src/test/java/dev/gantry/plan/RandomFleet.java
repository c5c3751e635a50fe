package dev.gantry.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random fleets in the words of {@link DesiredNotation}. */
public final class RandomFleet {
    private static final List<String> HOSTS = List.of("vps", "gpu", "nas");
    private static final List<String> VOLUMES =
            List.of("", " volumes=data:/data", " volumes=/cache", " volumes=data:/data,/cache");
    private static final List<String> ORDERS =
            List.of("", "", " order=start-first", " order=stop-first");
    private final Random random;
    private int stack;

    /** What can be waited for: running, health, the end. */
    private enum Kind {
        PLAIN,
        CHECKED,
        JOB
    }

    public RandomFleet(Random random) {
        this.random = random;
    }

    public String text() {
        StringBuilder text = new StringBuilder("network ai\n");
        int count = 1 + random.nextInt(4);
        for (int stack = 0; stack < count; stack++) {
            this.stack = stack;
            text.append("stack s").append(stack).append(" on ").append(hosts());
            text.append(stacksBelow(stack));
            text.append(
                    "\n  network ai external\n  network back\n  volume data\n  config motd hello\n");
            int services = 1 + random.nextInt(5);
            List<Kind> kinds = new ArrayList<>();
            for (int service = 0; service < services; service++) {
                kinds.add(Kind.values()[random.nextInt(Kind.values().length)]);
                service(text, kinds);
            }
        }
        return text.toString();
    }

    /** The same fleet with other images, scales, networks and files, or without some services. */
    public String changed(String text) {
        StringBuilder changed = new StringBuilder();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            boolean droppable = isUnneeded(lines, i) && random.nextInt(6) == 0;
            changed.append(droppable ? "" : changedLine(lines.get(i)) + "\n");
        }
        return changed.toString();
    }

    /**
     * The same fleet with other projects, which were those of before and keep their data: {@code
     * s0} is {@code t0}.
     */
    public static String moved(String text) {
        StringBuilder moved = new StringBuilder();
        String stack = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith("stack ")) {
                stack = line.split(" ")[1];
                moved.append(line.replaceAll("\\bs(\\d)\\b", "t$1"))
                        .append(" formerly=")
                        .append(stack);
            } else if (line.startsWith("  volume ")) {
                moved.append(line).append(" external name=").append(stack).append("_data");
            } else {
                moved.append(line);
            }
            moved.append('\n');
        }
        return moved.toString();
    }

    /**
     * Services need only those above them: nothing in its stack needs the last, if it has others.
     */
    private static boolean isUnneeded(List<String> lines, int at) {
        String service = "  service ";
        return lines.get(at).startsWith(service)
                && lines.get(at - 1).startsWith(service)
                && (at + 1 == lines.size() || !lines.get(at + 1).startsWith(service));
    }

    private String changedLine(String line) {
        return switch (random.nextInt(10)) {
            case 0 -> line.replace(":v1", ":v2");
            case 1 -> line.replace("scale=2", "scale=1");
            case 2 -> line.contains("name=") ? line : line.replace("scale=1", "scale=3");
            case 3 -> line.replace("network back", "network back driver=other");
            case 4 -> line.replaceAll("name=(\\S+)-old", "name=$1-new");
            case 5 -> line.replace("files=v1", "files=v2");
            default -> line;
        };
    }

    private void service(StringBuilder text, List<Kind> kinds) {
        int number = kinds.size() - 1;
        text.append("  service c").append(number);
        text.append(" image=i").append(random.nextInt(3)).append(":v1");
        boolean named = random.nextInt(6) == 0;
        text.append(" scale=").append(named ? 1 : 1 + random.nextInt(2)).append(' ');
        text.append(named ? "name=s" + stack + "c" + number + "-old" : "");
        text.append(kinds.getLast() == Kind.CHECKED ? " check=yes" : "");
        int other = number == 0 ? 0 : random.nextInt(number);
        if (number > 0 && kinds.get(other) != Kind.JOB && random.nextInt(5) == 0) {
            text.append(" mode=service:c").append(other).append(" needs=c").append(other);
        } else {
            text.append(servicesBelow(kinds));
            text.append(random.nextBoolean() ? " networks=back,ai" : "");
        }
        text.append(random.nextBoolean() ? VOLUMES.get(random.nextInt(VOLUMES.size())) : "");
        text.append(ORDERS.get(random.nextInt(ORDERS.size())));
        text.append(random.nextInt(4) == 0 ? " configs=motd" : "");
        text.append(random.nextInt(3) == 0 ? " files=v1/motd:/etc/motd" : "");
        text.append(random.nextInt(4) == 0 ? " hooks=post_start,pre_stop" : "").append('\n');
    }

    private String hosts() {
        String first = HOSTS.get(random.nextInt(HOSTS.size()));
        String second = HOSTS.get(random.nextInt(HOSTS.size()));
        return first.equals(second) ? first : first + "," + second;
    }

    private String stacksBelow(int stack) {
        List<String> names = new ArrayList<>();
        for (int number = 0; number < stack; number++) {
            if (random.nextInt(3) == 0) {
                names.add("s" + number + (random.nextInt(3) == 0 ? "@started" : ""));
            }
        }
        return needs(names);
    }

    private String servicesBelow(List<Kind> kinds) {
        List<String> names = new ArrayList<>();
        for (int number = 0; number < kinds.size() - 1; number++) {
            if (random.nextInt(3) == 0) {
                String restart = random.nextInt(4) == 0 ? ":restart" : "";
                names.add("c" + number + condition(kinds.get(number)) + restart);
            }
        }
        return needs(names);
    }

    private String condition(Kind kind) {
        return switch (kind) {
            case PLAIN -> "";
            case CHECKED -> random.nextBoolean() ? ":healthy" : "";
            case JOB -> ":completed";
        };
    }

    private static String needs(List<String> names) {
        return names.isEmpty() ? "" : " needs=" + String.join(",", names);
    }

    /** What stacks have left on other hosts stays, and is told each time. */
    public static Plan withoutStrays(Plan plan) {
        return new Plan(
                plan.steps(),
                plan.unreachable(),
                plan.blocked(),
                plan.notices().stream()
                        .filter(one -> !one.message().contains("is not for host"))
                        .toList());
    }
}
