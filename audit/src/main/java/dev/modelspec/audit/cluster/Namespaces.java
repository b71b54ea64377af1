package dev.modelspec.audit.cluster;

import dev.modelspec.engine.governance.Namespace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The namespaces of a cluster, with their labels. */
final class Namespaces {
    private static final String PATH = "/api/v1/namespaces";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private final ApiServer server;
    private final Map<String, Namespace> known = new HashMap<>();

    Namespaces(ApiServer server) {
        this.server = server;
    }

    /** Asks for all of them. */
    void list() {
        new Listing(server, PATH, "namespaces", () -> {}).forEachRemaining(this::add);
    }

    /** Asks for some of them, each of which there must be. */
    void require(List<String> names) {
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw server.wrong("there can be no namespace `" + name
                        + "`: its name is lower-case letters, digits and" + " dashes, at most 63");
            }
            add(server.object(
                    PATH + "/" + name,
                    "namespace " + name,
                    said -> server.wrong("there is no namespace " + name
                            + ". `kubectl get namespaces` lists those that there are.")));
        }
    }

    /** One of them. Of one that was deleted while its specs were listed, nothing is known but its name. */
    Namespace get(String name) {
        Namespace namespace = known.get(name);
        if (namespace == null) {
            namespace = Namespace.named(name);
            known.put(name, namespace);
        }
        return namespace;
    }

    private void add(JsonNode object) {
        var labels = new HashMap<String, String>();
        object.at("/metadata/labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
        String name = object.at("/metadata/name").asString("");
        known.put(name, new Namespace(name, labels));
    }
}
