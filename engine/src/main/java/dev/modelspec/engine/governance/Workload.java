package dev.modelspec.engine.governance;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a Kubernetes object that runs a model says of itself, for rules to hold against the ModelSpec that it names. Nothing is
 * concluded from it here: which resources are accelerators, which argument names a model and what adds up to what, rules decide.
 *
 * @param apiVersion group and version, such as {@code apps/v1}
 * @param kind such as {@code Deployment}
 * @param name null if the API server is yet to make one up
 * @param references the ModelSpecs that it names, one for each place; the first one is the object's own, if it has one
 * @param pods the pods that make up one replica
 * @param model what an InferenceService says of its model; null for everything else
 */
public record Workload(
        String apiVersion,
        String kind,
        @Nullable String name,
        List<Reference> references,
        List<Pods> pods,
        @Nullable Model model) {
    public Workload {
        if (references.isEmpty()) {
            throw new IllegalArgumentException("a workload that names no ModelSpec cannot be held against one");
        }
        references = List.copyOf(references);
        pods = List.copyOf(pods);
    }

    /** Reads what {@code context.v0.1.json} describes as {@code workload}. */
    public static Workload of(JsonNode json) {
        return WorkloadJson.read(json);
    }

    /** What rules read as {@code input.context.workload}. */
    ObjectNode toJson() {
        return WorkloadJson.write(this);
    }

    /**
     * A ModelSpec that is named.
     *
     * @param pointer JSON Pointer (RFC 6901) to the annotation, from the root of the object
     * @param name the value of the annotation
     */
    public record Reference(String pointer, String name) {}

    /**
     * Pods that are alike.
     *
     * @param name tells those of one object apart, such as {@code leader} and {@code worker}; null where all are alike
     * @param count how many a replica has
     * @param initContainers in the order in which they start; those that go on running are among them
     * @param containers all others
     */
    public record Pods(@Nullable String name, int count, List<Container> initContainers, List<Container> containers) {
        public Pods {
            initContainers = List.copyOf(initContainers);
            containers = List.copyOf(containers);
        }
    }

    /**
     * A container.
     *
     * @param image null if something else than the object chooses it, as for an InferenceService
     * @param args {@code command}, and {@code args} after it
     * @param env the variables whose value is in the object; of several with one name, the last
     * @param resources limits, and requests where there is no limit: quantities as Kubernetes writes them
     * @param restartPolicy {@code Always} makes a sidecar of an init container; null if there is none
     */
    public record Container(
            String name,
            @Nullable String image,
            List<String> args,
            Map<String, String> env,
            Map<String, String> resources,
            @Nullable String restartPolicy) {
        public Container {
            args = List.copyOf(args);
            env = sorted(env);
            resources = sorted(resources);
        }

        /** In one order always, so that the same input is the same text. */
        private static Map<String, String> sorted(Map<String, String> map) {
            return Collections.unmodifiableMap(new TreeMap<>(map));
        }
    }

    /**
     * A model, as an InferenceService has it.
     *
     * @param format the name of its format, such as {@code huggingface}
     * @param uri where it is loaded from
     */
    public record Model(@Nullable String format, @Nullable String uri) {}
}
