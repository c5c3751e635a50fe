package dev.gantry.cli.show;

import dev.gantry.plan.Action;

/**
 * An action in the words of progress.
 *
 * @param what it is done to: {@code container web-1}, {@code image nginx:1}
 * @param now the present participle: {@code creating}
 * @param done how it is when that is done: {@code created}
 */
record Doing(String what, String now, String done) {

    static Doing of(Action action) {
        return switch (action) {
            case Action.PullImage pull -> image(pull.image(), "pulling", "pulled");
            case Action.BuildImage build -> image(build.image(), "building", "built");
            case Action.PushImage push -> image(push.image(), "pushing", "pushed");
            case Action.RemoveImage remove -> image(remove.image(), "removing", "removed");
            case Action.DeliverFiles deliver ->
                    new Doing(deliver.parcel().words(), "delivering", "delivered");
            case Action.DiscardFiles discard ->
                    new Doing("files in " + discard.place().path(), "discarding", "discarded");
            case Action.CreateNetwork create ->
                    new Doing("network " + create.network().name(), "creating", "created");
            case Action.RemoveNetwork remove ->
                    new Doing("network " + remove.name(), "removing", "removed");
            case Action.CreateVolume create ->
                    new Doing("volume " + create.volume().name(), "creating", "created");
            case Action.RemoveVolume remove ->
                    new Doing("volume " + remove.name(), "removing", "removed");
            case Action.CreateContainer create -> container(create.name(), "creating", "created");
            case Action.RecreateContainer recreate ->
                    container(recreate.name(), "recreating", "recreated");
            case Action.MakeSuccessor make -> container(make.name(), "creating", "created");
            case Action.PutInPlace put ->
                    container(put.recreation().name(), "replacing", "replaced");
            case Action.RenameContainer rename -> container(rename.name(), "renaming", "renamed");
            case Action.StartContainer start -> container(start.name(), "starting", "started");
            case Action.RunHooks run ->
                    container(run.name(), running(run), run.moment().key() + " done");
            case Action.StopContainer stop ->
                    container(stop.container().name(), "stopping", "stopped");
            case Action.KillContainer kill ->
                    container(kill.container().name(), "killing", "killed");
            case Action.PauseContainer pause ->
                    container(pause.container().name(), "pausing", "paused");
            case Action.UnpauseContainer unpause ->
                    container(unpause.container().name(), "unpausing", "unpaused");
            case Action.RemoveContainer remove ->
                    container(remove.container().name(), "removing", "removed");
            case Action.AwaitContainer await -> container(await.name(), "waiting", ready(await));
        };
    }

    private static Doing image(String name, String now, String done) {
        return new Doing("image " + name, now, done);
    }

    private static Doing container(String name, String now, String done) {
        return new Doing("container " + name, now, done);
    }

    private static String running(Action.RunHooks run) {
        return "running " + run.moment().key();
    }

    private static String ready(Action.AwaitContainer await) {
        return switch (await.readiness()) {
            case STARTED -> "running";
            case HEALTHY ->
                    switch (await.strictness()) {
                        case STRICT -> "healthy";
                        case WHERE_CHECKED, OPTIONAL -> "ready";
                    };
            case COMPLETED -> "ended";
        };
    }
}
