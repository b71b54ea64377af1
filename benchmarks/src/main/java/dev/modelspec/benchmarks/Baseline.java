package dev.modelspec.benchmarks;

import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.policy.PolicyEngine;
import dev.modelspec.engine.policy.Profile;
import dev.modelspec.engine.policy.RuleSettings;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.DocumentType;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.SpecParser;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The built-in rules with the parameters of the profile {@code baseline}, which is what {@code modelspec check} asks. */
final class Baseline {
    private static final DocumentType PROFILE = new DocumentType("governance.modelspec.dev/v1alpha1", "Profile", false);

    private final PolicyBundle bundle = PolicyBundle.builtIn();
    private final Profile profile = new Profile("baseline", settings());

    PolicyEngine engine() {
        return new PolicyEngine(bundle, profile, Clock.systemUTC(), Duration.ofSeconds(5));
    }

    /** The data document that the engine gives to the rules. */
    ObjectNode data() {
        ObjectNode data = JsonMapper.shared().createObjectNode();
        data.setAll((ObjectNode) bundle.data());
        data.set("params", profile.parameters(bundle.catalog()));
        return data;
    }

    private static Map<String, RuleSettings> settings() {
        byte[] text = PolicyBundle.builtInProfile("baseline");
        if (text == null) {
            throw new IllegalStateException("there is no profile baseline");
        }
        JsonNode rules = spec(new Source("baseline.yaml", text), SpecParser.of(PROFILE))
                .tree()
                .at("/spec/rules");
        Map<String, RuleSettings> settings = new HashMap<>();
        for (var rule : rules.properties()) {
            Map<String, JsonNode> parameters = new HashMap<>();
            rule.getValue().path("params").properties().forEach(set -> parameters.put(set.getKey(), set.getValue()));
            settings.put(rule.getKey(), new RuleSettings(null, Map.of(), parameters));
        }
        return settings;
    }

    /** The one document of a source, which has to be readable. */
    static ParsedSpec spec(Source source, SpecParser parser) {
        var documents = parser.parse(source);
        if (documents.size() == 1 && documents.get(0) instanceof ParsedSpec spec) {
            return spec;
        }
        throw new IllegalStateException(source.name() + " is not one readable document: " + List.copyOf(documents));
    }
}
