package dev.gantry.doctor.diagnosis;

import dev.gantry.doc.Json;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.Approach;
import java.util.List;

/** Findings for other programs. The shape is in {@code docs/doctor.md}; keys are only added. */
public final class DiagnosisJson {
    private DiagnosisJson() {}

    /** One host. */
    public static MapNode of(String host, String engine, Approach way, List<Finding> findings) {
        return Json.object()
                .put("host", Json.of(host))
                .put("engine", Json.of(engine))
                .put("state", Json.of(Finding.worst(findings).word()))
                .put("way", Json.array(way.steps().stream().map(DiagnosisJson::step).toList()))
                .put("findings", all(findings))
                .build();
    }

    /** What is not about one host. */
    public static MapNode of(String fleet, List<Finding> findings) {
        return Json.object()
                .put("fleet", Json.of(fleet))
                .put("state", Json.of(Finding.worst(findings).word()))
                .put("findings", all(findings))
                .build();
    }

    private static MapNode step(Approach.Step step) {
        return Json.object()
                .put("hop", Json.of(step.hop()))
                .put("step", Json.of(step.kind().word()))
                .put("ms", Json.of(step.millis()))
                .build();
    }

    private static ListNode all(List<Finding> findings) {
        return Json.array(findings.stream().map(DiagnosisJson::finding).toList());
    }

    private static MapNode finding(Finding finding) {
        return Json.object()
                .put("state", Json.of(finding.state().word()))
                .put("topic", Json.of(finding.topic().word()))
                .put("text", Json.of(finding.text()))
                .put("next", Json.of(finding.next()))
                .build();
    }
}
