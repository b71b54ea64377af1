package dev.modelspec.engine.governance;

import dev.modelspec.engine.governance.Workload.Container;
import dev.modelspec.engine.governance.Workload.Model;
import dev.modelspec.engine.governance.Workload.Pods;
import dev.modelspec.engine.governance.Workload.Reference;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A workload as {@code context.v0.1.json} describes it. What is not known is missing. */
final class WorkloadJson {
    private WorkloadJson() {}

    static ObjectNode write(Workload workload) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("apiVersion", workload.apiVersion());
        json.put("kind", workload.kind());
        putKnown(json, "name", workload.name());
        ArrayNode references = json.putArray("references");
        for (Reference reference : workload.references()) {
            references.addObject().put("pointer", reference.pointer()).put("name", reference.name());
        }
        ArrayNode pods = json.putArray("pods");
        for (Pods each : workload.pods()) {
            ObjectNode of = pods.addObject();
            putKnown(of, "name", each.name());
            of.put("count", each.count());
            write(of.putArray("initContainers"), each.initContainers());
            write(of.putArray("containers"), each.containers());
        }
        Model model = workload.model();
        if (model != null) {
            ObjectNode of = json.putObject("model");
            putKnown(of, "format", model.format());
            putKnown(of, "uri", model.uri());
        }
        return json;
    }

    private static void write(ArrayNode json, List<Container> containers) {
        for (Container container : containers) {
            ObjectNode of = json.addObject();
            of.put("name", container.name());
            putKnown(of, "image", container.image());
            ArrayNode args = of.putArray("args");
            container.args().forEach(args::add);
            ObjectNode env = of.putObject("env");
            container.env().forEach(env::put);
            ObjectNode resources = of.putObject("resources");
            container.resources().forEach(resources::put);
            putKnown(of, "restartPolicy", container.restartPolicy());
        }
    }

    private static void putKnown(ObjectNode json, String field, @Nullable String value) {
        if (value != null) {
            json.put(field, value);
        }
    }

    static Workload read(JsonNode json) {
        return new Workload(
                json.path("apiVersion").asString(""),
                json.path("kind").asString(""),
                known(json, "name"),
                json.path("references")
                        .valueStream()
                        .map(reference -> new Reference(
                                reference.path("pointer").asString(""),
                                reference.path("name").asString("")))
                        .toList(),
                json.path("pods").valueStream().map(WorkloadJson::pods).toList(),
                json.has("model")
                        ? new Model(known(json.path("model"), "format"), known(json.path("model"), "uri"))
                        : null);
    }

    private static Pods pods(JsonNode json) {
        return new Pods(
                known(json, "name"),
                json.path("count").asInt(1),
                json.path("initContainers")
                        .valueStream()
                        .map(WorkloadJson::container)
                        .toList(),
                json.path("containers")
                        .valueStream()
                        .map(WorkloadJson::container)
                        .toList());
    }

    private static Container container(JsonNode json) {
        return new Container(
                json.path("name").asString(""),
                known(json, "image"),
                json.path("args").valueStream().map(JsonNode::asString).toList(),
                texts(json.path("env")),
                texts(json.path("resources")),
                known(json, "restartPolicy"));
    }

    private static Map<String, String> texts(JsonNode json) {
        var texts = new TreeMap<String, String>();
        json.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asString()));
        return texts;
    }

    private static @Nullable String known(JsonNode json, String field) {
        return json.path(field).stringValue(null);
    }
}
