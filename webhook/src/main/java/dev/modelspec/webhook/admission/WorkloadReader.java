package dev.modelspec.webhook.admission;

import dev.modelspec.engine.governance.Workload;
import dev.modelspec.engine.governance.Workload.Container;
import dev.modelspec.engine.governance.Workload.Model;
import dev.modelspec.engine.governance.Workload.Pods;
import dev.modelspec.engine.governance.Workload.Reference;
import dev.modelspec.engine.source.JsonPointers;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.JsonTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what Kubernetes objects that run models say of themselves. What their types promise is relied on: the API server has decoded an
 * object before it asks about it.
 */
final class WorkloadReader {
    /** Names the ModelSpec that a workload runs, in its namespace. */
    static final String ANNOTATION = "piqc.ai/modelspec";

    private WorkloadReader() {}

    /** Whether objects of a group, empty for the core of Kubernetes, and kind are workloads. */
    static boolean reads(String group, String kind) {
        return WorkloadKind.of(group, kind) != null;
    }

    /**
     * Reads an object.
     *
     * @param object in JSON, as the API server has it
     * @param group of its API, empty for the core of Kubernetes
     * @param kind of the object
     * @return empty if no annotation names a ModelSpec
     * @throws IllegalArgumentException if it is no workload, see {@link #reads}
     */
    static Optional<Workload> read(Source object, String group, String kind) {
        WorkloadKind known = WorkloadKind.of(group, kind);
        if (known == null) {
            throw new IllegalArgumentException(
                    kind + " of " + (group.isEmpty() ? "the core" : group) + " is no workload");
        }
        JsonNode tree = JsonTrees.read(object);
        List<Reference> references = references(tree, known);
        if (references.isEmpty()) {
            return Optional.empty();
        }
        JsonNode model = tree.at("/spec/predictor/model");
        return Optional.of(new Workload(
                text(tree, "apiVersion", ""),
                kind,
                known(tree.path("metadata"), "name"),
                references,
                pods(tree, known),
                known.equals(WorkloadKind.INFERENCE_SERVICE) && model.isObject() ? model(model) : null));
    }

    private static List<Reference> references(JsonNode tree, WorkloadKind kind) {
        var references = new ArrayList<Reference>();
        for (String annotations : kind.annotations()) {
            String name = tree.at(annotations).path(ANNOTATION).stringValue("");
            if (!name.isBlank()) {
                references.add(new Reference(JsonPointers.child(annotations, ANNOTATION), name));
            }
        }
        return references;
    }

    private static List<Pods> pods(JsonNode tree, WorkloadKind kind) {
        JsonNode podSpec = tree.at(kind.podSpec());
        return kind.equals(WorkloadKind.LEADER_WORKER_SET) ? group(podSpec) : List.of(pods(null, 1, podSpec));
    }

    /** A leader, which is one of the pods that {@code size} counts, and the workers. */
    private static List<Pods> group(JsonNode templates) {
        JsonNode worker = templates.at("/workerTemplate/spec");
        JsonNode leader = templates.path("leaderTemplate").isObject() ? templates.at("/leaderTemplate/spec") : worker;
        int workers = templates.path("size").asInt(1) - 1;
        Pods first = pods("leader", 1, leader);
        return workers > 0 ? List.of(first, pods("worker", workers, worker)) : List.of(first);
    }

    private static Pods pods(@Nullable String name, int count, JsonNode podSpec) {
        var containers = new ArrayList<Container>();
        if (podSpec.path("model").isObject()) {
            // A pod's specification has no such field; KServe puts the model's container among a predictor's.
            containers.add(container(podSpec.path("model"), "kserve-container", null));
        }
        for (JsonNode container : podSpec.path("containers")) {
            containers.add(container(container, "", null));
        }
        var initContainers = new ArrayList<Container>();
        for (JsonNode container : podSpec.path("initContainers")) {
            initContainers.add(container(container, "", known(container, "restartPolicy")));
        }
        return new Pods(name, count, initContainers, containers);
    }

    private static Container container(JsonNode container, String usualName, @Nullable String restartPolicy) {
        var args = new ArrayList<String>();
        for (String field : List.of("command", "args")) {
            container.path(field).forEach(word -> args.add(word.asString("")));
        }
        String name = known(container, "name");
        return new Container(
                name == null ? usualName : name,
                known(container, "image"),
                args,
                env(container.path("env")),
                resources(container.path("resources")),
                restartPolicy);
    }

    /** Of variables with the same name, Kubernetes takes the last; it may be one whose value is elsewhere. */
    private static Map<String, String> env(JsonNode env) {
        var values = new TreeMap<String, String>();
        for (JsonNode variable : env) {
            String name = text(variable, "name", "");
            if (variable.path("valueFrom").isObject()) {
                values.remove(name);
            } else {
                values.put(name, text(variable, "value", ""));
            }
        }
        return values;
    }

    private static Map<String, String> resources(JsonNode resources) {
        var quantities = new TreeMap<String, String>();
        for (String field : List.of("requests", "limits")) {
            // Objects of custom resources may have numbers.
            resources
                    .path(field)
                    .properties()
                    .forEach(quantity -> quantities.put(
                            quantity.getKey(), quantity.getValue().asString("")));
        }
        return quantities;
    }

    private static Model model(JsonNode model) {
        return new Model(known(model.path("modelFormat"), "name"), known(model, "storageUri"));
    }

    private static String text(JsonNode node, String field, String otherwise) {
        return node.path(field).stringValue(otherwise);
    }

    private static @Nullable String known(JsonNode node, String field) {
        String text = text(node, field, "");
        return text.isEmpty() ? null : text;
    }
}
