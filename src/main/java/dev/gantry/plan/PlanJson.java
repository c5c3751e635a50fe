package dev.gantry.plan;

import dev.gantry.compose.model.Service;
import dev.gantry.diag.Problem;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.fleet.Parcel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The plan for programs. The names are stable; new ones may come. Nothing of a service's
 * configuration is in it, and so no secret.
 *
 * <pre>
 * {"steps": [{"number": 3, "host": "gpu", "deployment": "compute@gpu", "service": "llm",
 *             "action": {"type": "create_container", "container": "compute-llm-1", "number": 1,
 *                        "image": "llama:b1"},
 *             "cause": {"words": "not there yet",
 *                       "changes": [{"field": "image", "from": "a:1", "to": "a:2"}]},
 *             "after": [1, 2], "destroys_data": false}],
 *  "unreachable": [{"host": "vps", "reason": "…", "next": "…"}],
 *  "blocked": [{"deployment": "web@vps", "reason": "…"}],
 *  "notices": [{"location": "…", "message": "…", "hint": "…"}],
 *  "summary": "Plan: …"}
 * </pre>
 *
 * <p>A container that is recreated has a step {@code recreate_container}; where the old one stays
 * until the new one is ready, {@code make_successor} and {@code put_in_place} instead, with the old
 * one's {@code id} and, as {@code successor}, the name by which the steps between know the new one.
 * A step {@code await_container} has {@code within_ms} where the fleet file says how long a start
 * may take.
 */
public final class PlanJson {
    private PlanJson() {}

    public static MapNode of(Plan plan) {
        List<Node> unreachable = new ArrayList<>();
        plan.unreachable()
                .forEach((host, state) ->
                        unreachable.add(
                                Json.object()
                                        .put("host", Json.of(host))
                                        .put("reason", Json.of(state.reason()))
                                        .put("next", Json.of(state.next()))
                                        .build()));
        List<Node> blocked = new ArrayList<>();
        plan.blocked()
                .forEach((deployment, reason) ->
                        blocked.add(
                                Json.object()
                                        .put("deployment", Json.of(deployment))
                                        .put("reason", Json.of(reason))
                                        .build()));
        return Json.object()
                .put("steps", Json.array(plan.steps().stream().map(PlanJson::step).toList()))
                .put("unreachable", Json.array(unreachable))
                .put("blocked", Json.array(blocked))
                .put("notices", Json.array(plan.notices().stream().map(PlanJson::notice).toList()))
                .put("summary", Json.of(PlanSummary.of(plan)))
                .build();
    }

    /** One step; events name steps in the same form. */
    public static MapNode step(Step step) {
        return Json.object()
                .put("number", Json.of(step.number()))
                .put("host", Json.of(step.host()))
                .put("deployment", Json.of(step.deployment()))
                .put("service", Json.of(step.service()))
                .put("action", action(step.action()))
                .put("cause", cause(step.cause()))
                .put("after", Json.array(step.after().stream().map(Json::of).toList()))
                .put("destroys_data", Json.of(step.destroysData()))
                .build();
    }

    private static MapNode cause(Cause cause) {
        List<Node> changes = new ArrayList<>();
        for (Cause.Change change : cause.changes()) {
            changes.add(
                    Json.object()
                            .put("field", Json.of(change.field()))
                            .put("from", Json.of(change.from()))
                            .put("to", Json.of(change.to()))
                            .build());
        }
        return Json.object()
                .put("words", Json.of(cause.words()))
                .put("changes", Json.array(changes))
                .build();
    }

    private static MapNode notice(Problem notice) {
        return Json.object()
                .put("location", Json.of(notice.location().toString()))
                .put("message", Json.of(notice.message()))
                .put("hint", Json.of(notice.hint()))
                .build();
    }

    private static MapNode action(Action action) {
        return switch (action) {
            case Action.PullImage pull ->
                    typed("pull_image")
                            .put("image", Json.of(pull.image()))
                            .put("platform", Json.of(pull.platform()))
                            .build();
            case Action.BuildImage build -> building(build);
            case Action.PushImage push -> named("push_image", "image", push.image());
            case Action.RemoveImage remove -> named("remove_image", "image", remove.image());
            case Action.DeliverFiles deliver -> delivery(deliver.parcel());
            case Action.DiscardFiles it -> named("discard_files", "path", it.place().path());
            case Action.CreateNetwork create ->
                    named("create_network", "network", create.network().name());
            case Action.RemoveNetwork remove ->
                    typed("remove_network")
                            .put("network", Json.of(remove.name()))
                            .put("id", Json.of(remove.id()))
                            .build();
            case Action.CreateVolume create ->
                    typed("create_volume").put("volume", Json.of(create.volume().name())).build();
            case Action.RemoveVolume remove ->
                    typed("remove_volume").put("volume", Json.of(remove.name())).build();
            case Action.CreateContainer create ->
                    making("create_container", create.name(), create.number(), create.service())
                            .build();
            case Action.RecreateContainer recreate ->
                    recreating("recreate_container", recreate).build();
            case Action.MakeSuccessor make -> succeeding("make_successor", make.recreation());
            case Action.PutInPlace put -> succeeding("put_in_place", put.recreation());
            case Action.RenameContainer rename ->
                    referring("rename_container", rename.container())
                            .put("name", Json.of(rename.name()))
                            .build();
            case Action.StartContainer start ->
                    typed("start_container").put("container", Json.of(start.name())).build();
            case Action.RunHooks run -> hooks(run);
            case Action.StopContainer stop ->
                    referring("stop_container", stop.container())
                            .put("grace_seconds", Json.of(stop.grace().toSeconds()))
                            .build();
            case Action.KillContainer kill ->
                    referring("kill_container", kill.container())
                            .put("signal", Json.of(kill.signal()))
                            .build();
            case Action.PauseContainer pause ->
                    referring("pause_container", pause.container()).build();
            case Action.UnpauseContainer unpause ->
                    referring("unpause_container", unpause.container()).build();
            case Action.RemoveContainer remove ->
                    referring("remove_container", remove.container())
                            .put("anonymous_volumes", Json.of(remove.anonymousVolumes()))
                            .build();
            case Action.AwaitContainer await -> await(await);
        };
    }

    private static MapNode building(Action.BuildImage build) {
        return typed("build_image")
                .put("image", Json.of(build.image()))
                .put("or_pulled", Json.of(build.orPulled()))
                .build();
    }

    private static MapNode delivery(Parcel parcel) {
        return typed("deliver_files")
                .put("source", Json.of(parcel.source().toString()))
                .put("path", Json.of(parcel.path()))
                .build();
    }

    private static MapNode hooks(Action.RunHooks run) {
        return typed("run_hooks")
                .put("container", Json.of(run.name()))
                .put("moment", Json.of(run.moment().key()))
                .put("commands", Json.of(run.hooks().size()))
                .build();
    }

    private static MapNode await(Action.AwaitContainer await) {
        MapNode.Builder json =
                typed("await_container")
                        .put("container", Json.of(await.name()))
                        .put("readiness", Json.of(lower(await.readiness())))
                        .put("strictness", Json.of(lower(await.strictness())));
        if (!await.within().isZero()) {
            json.put("within_ms", Json.of(await.within().toMillis()));
        }
        return json.build();
    }

    private static MapNode.Builder typed(String type) {
        return Json.object().put("type", Json.of(type));
    }

    private static MapNode named(String type, String what, String name) {
        return typed(type).put(what, Json.of(name)).build();
    }

    private static MapNode.Builder making(String type, String name, int number, Service service) {
        return typed(type)
                .put("container", Json.of(name))
                .put("number", Json.of(number))
                .put("image", Json.of(service.image()));
    }

    private static MapNode.Builder recreating(String type, Action.RecreateContainer recreate) {
        return making(type, recreate.name(), recreate.number(), recreate.service())
                .put("id", Json.of(recreate.old().id()));
    }

    private static MapNode succeeding(String type, Action.RecreateContainer recreation) {
        return recreating(type, recreation)
                .put("successor", Json.of(recreation.successor()))
                .build();
    }

    private static MapNode.Builder referring(String type, Action.ContainerRef container) {
        return typed(type)
                .put("container", Json.of(container.name()))
                .put("id", Json.of(container.id()));
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
