package dev.modelspec.testing;

import dev.modelspec.engine.governance.Dependency;
import dev.modelspec.engine.governance.DependencyResolver;
import dev.modelspec.engine.governance.EvaluationContext;
import dev.modelspec.engine.governance.Namespace;
import dev.modelspec.engine.governance.User;
import dev.modelspec.engine.governance.Workload;
import dev.modelspec.engine.policy.Surface;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a case says of the context, as the engine takes it. */
final class SuiteContext {
    private SuiteContext() {}

    /**
     * The context.
     *
     * @param context what its schema, {@code context.v0.1.json}, accepts; the surface is the terminal if it is not there
     */
    static EvaluationContext of(JsonNode context) {
        return new EvaluationContext(
                Surface.valueOf(context.path("surface").asString("cli").toUpperCase(Locale.ROOT)),
                context.has("operation") ? context.path("operation").asString() : null,
                namespace(context.get("namespace")),
                user(context.get("user")),
                dependencies(context.get("dependencies")),
                context.has("workload") ? Workload.of(context.path("workload")) : null,
                null);
    }

    private static @Nullable Namespace namespace(@Nullable JsonNode namespace) {
        if (namespace == null) {
            return null;
        }
        Map<String, String> labels = new HashMap<>();
        namespace
                .path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString()));
        return new Namespace(namespace.has("name") ? namespace.path("name").asString() : null, labels);
    }

    private static @Nullable User user(@Nullable JsonNode user) {
        return user == null
                ? null
                : new User(
                        user.path("username").asString(""),
                        user.path("groups")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList());
    }

    private static @Nullable DependencyResolver dependencies(@Nullable JsonNode specs) {
        return specs == null
                ? null
                : (reference, source) ->
                        specs.get(reference) instanceof ObjectNode spec ? new Dependency(source, spec) : null;
    }
}
