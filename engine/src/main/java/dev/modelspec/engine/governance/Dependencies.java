package dev.modelspec.engine.governance;

import java.util.ArrayDeque;
import java.util.Deque;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The specs that a spec depends on, with those that they depend on in turn. A cycle ends where it comes back to what is known. */
final class Dependencies {
    /** More are not looked for, and so count as not found. A chain of models that serves one request has a handful. */
    private static final int MANY = 100;

    private final DependencyResolver resolver;
    private final ObjectNode found = JsonNodeFactory.instance.objectNode();
    private final Deque<Dependency> open = new ArrayDeque<>();

    Dependencies(DependencyResolver resolver) {
        this.resolver = resolver;
    }

    /** Whether a spec depends on others. */
    static boolean has(ObjectNode spec) {
        return !dependencies(spec).isEmpty();
    }

    /** All of them by the {@code specRef} that leads there; the nearest, where the same text leads to several. */
    ObjectNode of(ObjectNode spec, String source) {
        open.add(new Dependency(source, spec));
        while (!open.isEmpty()) {
            Dependency next = open.remove();
            for (JsonNode dependency : dependencies(next.tree())) {
                JsonNode reference = dependency.path("specRef");
                if (reference.isString() && !found.has(reference.stringValue()) && found.size() < MANY) {
                    add(reference.stringValue(), next.source());
                }
            }
        }
        return found;
    }

    private void add(String reference, String source) {
        Dependency dependency = resolver.resolve(reference, source);
        if (dependency != null) {
            found.set(reference, dependency.tree());
            open.add(dependency);
        }
    }

    private static JsonNode dependencies(ObjectNode spec) {
        JsonNode dependencies = spec.path("spec").path("pipeline").path("dependencies");
        return dependencies.isArray() ? dependencies : JsonNodeFactory.instance.arrayNode();
    }
}
