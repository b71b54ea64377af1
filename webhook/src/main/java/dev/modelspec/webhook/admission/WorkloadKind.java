package dev.modelspec.webhook.admission;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of objects that run models, and where in them things are. The version of an API makes no difference to these places.
 *
 * <p>Of an InferenceService the predictor counts; a transformer or an explainer serves no model. The older fields for each framework,
 * such as {@code predictor.pytorch}, are not read, for KServe itself rewrites them to {@code predictor.model} before an object is
 * validated; nor are {@code predictor.workerSpec} and what a ServingRuntime adds.
 *
 * @param group of its API, empty for the core of Kubernetes
 * @param kind its name
 * @param podSpec JSON Pointer to the specification of its pod; that of a LeaderWorkerSet leads to its two templates
 * @param annotations JSON Pointers to annotations, those of the object itself first
 */
record WorkloadKind(String group, String kind, String podSpec, List<String> annotations) {
    static final WorkloadKind INFERENCE_SERVICE = new WorkloadKind(
            "serving.kserve.io",
            "InferenceService",
            "/spec/predictor",
            List.of("/metadata/annotations", "/spec/predictor/annotations"));

    static final WorkloadKind LEADER_WORKER_SET = new WorkloadKind(
            "leaderworkerset.x-k8s.io",
            "LeaderWorkerSet",
            "/spec/leaderWorkerTemplate",
            List.of(
                    "/metadata/annotations",
                    "/spec/leaderWorkerTemplate/leaderTemplate/metadata/annotations",
                    "/spec/leaderWorkerTemplate/workerTemplate/metadata/annotations"));

    private static final List<WorkloadKind> ALL = List.of(
            new WorkloadKind("", "Pod", "/spec", List.of("/metadata/annotations")),
            withTemplate("", "PodTemplate", "/template"),
            withTemplate("apps", "Deployment", "/spec/template"),
            withTemplate("apps", "StatefulSet", "/spec/template"),
            withTemplate("apps", "DaemonSet", "/spec/template"),
            withTemplate("apps", "ReplicaSet", "/spec/template"),
            withTemplate("batch", "Job", "/spec/template"),
            // Its Jobs are made from a template with annotations of its own.
            withTemplate(
                    "batch", "CronJob", "/spec/jobTemplate/spec/template", "/spec/jobTemplate/metadata/annotations"),
            INFERENCE_SERVICE,
            LEADER_WORKER_SET);

    private static WorkloadKind withTemplate(String group, String kind, String template) {
        return new WorkloadKind(
                group, kind, template + "/spec", List.of("/metadata/annotations", template + "/metadata/annotations"));
    }

    private static WorkloadKind withTemplate(String group, String kind, String template, String between) {
        return new WorkloadKind(
                group,
                kind,
                template + "/spec",
                List.of("/metadata/annotations", between, template + "/metadata/annotations"));
    }

    /** The kind of a group's objects; null if they are no workloads. */
    static @Nullable WorkloadKind of(String group, String kind) {
        for (WorkloadKind each : ALL) {
            if (each.group.equals(group) && each.kind.equals(kind)) {
                return each;
            }
        }
        return null;
    }
}
