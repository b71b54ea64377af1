package dev.modelspec.benchmarks;

import dev.modelspec.engine.governance.Profile;
import dev.modelspec.engine.policy.CustomPolicies;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.policy.PolicyEngine;
import dev.modelspec.engine.policy.Settings;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.SpecParser;
import dev.modelspec.rego.RegoToolchain;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Rules, and the parameters that they are measured with. */
final class RuleSet {
    private final PolicyBundle bundle;
    private final Settings settings;

    private RuleSet(PolicyBundle bundle, Settings settings) {
        this.bundle = bundle;
        this.settings = settings;
    }

    /** The built-in rules with the profile {@code baseline}, which is what {@code modelspec check} asks. */
    static RuleSet builtIn() {
        PolicyBundle bundle = PolicyBundle.builtIn();
        return new RuleSet(bundle, Profile.read("baseline", bundle.catalog()).usual());
    }

    /** The rules of a folder that has a {@code main.rego} of its own, with the defaults of their parameters. */
    static RuleSet of(Path folder) {
        try (var toolchain = new RegoToolchain()) {
            return new RuleSet(new CustomPolicies(toolchain, null).compile(folder), Settings.DEFAULTS);
        }
    }

    PolicyEngine engine() {
        return new PolicyEngine(bundle, Clock.systemUTC(), Duration.ofSeconds(5));
    }

    Settings settings() {
        return settings;
    }

    /** What rules are told besides the spec. */
    static ObjectNode context() {
        return JsonMapper.shared().createObjectNode().put("surface", "cli");
    }

    /** The data document that the engine gives to the rules. */
    ObjectNode data() {
        try (PolicyEngine engine = engine()) {
            return engine.data(settings);
        }
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
