package dev.modelspec.engine.governance;

import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.spec.ParsedSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known besides a spec, for profiles to choose by and for rules to read: see {@code context.v0.1.json}.
 *
 * @param surface where the question is asked
 * @param operation what is about to happen to the spec, such as {@code CREATE}
 * @param namespace where it is, or is about to be
 * @param user who asks
 * @param dependencies finds the specs that it depends on; null if nobody can, which is not the same as finding none
 * @param workload what names the spec and is to run it; null if the spec is judged by itself
 * @param timeLimit how long the rules may take; null for as long as the evaluator lets them, which is never exceeded
 * @param time what rules are told is the time; null for what the engine's clock tells
 */
public record EvaluationContext(
        Surface surface,
        @Nullable String operation,
        @Nullable Namespace namespace,
        @Nullable User user,
        @Nullable DependencyResolver dependencies,
        @Nullable Workload workload,
        @Nullable Duration timeLimit,
        @Nullable Instant time) {
    /** As above, at the time that the engine's clock tells. */
    public EvaluationContext(
            Surface surface,
            @Nullable String operation,
            @Nullable Namespace namespace,
            @Nullable User user,
            @Nullable DependencyResolver dependencies,
            @Nullable Workload workload,
            @Nullable Duration timeLimit) {
        this(surface, operation, namespace, user, dependencies, workload, timeLimit, null);
    }

    /** Nothing known but the surface. */
    public static EvaluationContext of(Surface surface) {
        return new EvaluationContext(surface, null, null, null, null, null, null);
    }

    /** The name of the namespace; null if it is not known. */
    @Nullable
    String namespaceName() {
        return namespace == null ? null : namespace.name();
    }

    /** The same in another namespace. */
    public EvaluationContext in(@Nullable Namespace other) {
        return new EvaluationContext(surface, operation, other, user, dependencies, workload, timeLimit, time);
    }

    /** The same in the namespace that a spec names, if it does. Of another than was known, the labels are not. */
    EvaluationContext of(ParsedSpec spec) {
        JsonNode known = spec.clusterMetadata().get("namespace");
        String written = known == null ? null : known.stringValue(null);
        if (written == null || written.equals(namespaceName())) {
            return this;
        }
        Map<String, String> labels = namespace == null || namespace.name() != null ? null : namespace.labels();
        return in(new Namespace(written, labels));
    }

    /** The same with someone who finds dependencies, or with nobody. */
    public EvaluationContext with(@Nullable DependencyResolver resolver) {
        return new EvaluationContext(surface, operation, namespace, user, resolver, workload, timeLimit, time);
    }

    /** The same at another time; null for that of the engine's clock. */
    public EvaluationContext at(@Nullable Instant other) {
        return new EvaluationContext(surface, operation, namespace, user, dependencies, workload, timeLimit, other);
    }

    /** The same of a spec that a workload names. */
    public EvaluationContext about(Workload named) {
        return new EvaluationContext(surface, operation, namespace, user, dependencies, named, timeLimit, time);
    }

    /**
     * What rules read as {@code input.context}.
     *
     * @param spec the tree of the spec, whose dependencies are added
     * @param source where the spec is from
     */
    ObjectNode toJson(ObjectNode spec, String source) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("surface", surface.id());
        if (operation != null) {
            json.put("operation", operation);
        }
        if (namespace != null) {
            ObjectNode of = json.putObject("namespace");
            if (namespace.name() != null) {
                of.put("name", namespace.name());
            }
            ObjectNode labels = of.putObject("labels");
            namespace.knownLabels().forEach(labels::put);
        }
        if (user != null) {
            ArrayNode groups =
                    json.putObject("user").put("username", user.username()).putArray("groups");
            user.groups().forEach(groups::add);
        }
        if (dependencies != null && Dependencies.has(spec)) {
            json.set("dependencies", new Dependencies(dependencies).of(spec, source));
        }
        if (workload != null) {
            json.set("workload", workload.toJson());
        }
        return json;
    }
}
