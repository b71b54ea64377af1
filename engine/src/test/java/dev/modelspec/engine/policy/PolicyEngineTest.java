package dev.modelspec.engine.policy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.policy.wasm.PolicyModule;
import dev.modelspec.rego.RegoException;
import dev.modelspec.rego.RegoToolchain;
import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.rego.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bundles that are not what they should be. */
@Tag("slow")
class PolicyEngineTest {
    private static RegoToolchain toolchain;

    @BeforeAll
    static void start() {
        toolchain = new RegoToolchain();
    }

    @AfterAll
    static void stop() {
        toolchain.close();
    }

    @Test
    void anUndefinedReportIsAFaultAndNoAllow() throws RegoException {
        var bundle = compile(
                "report contains 1 if false\n\nreport contains 2 if input.spec.x.y.z", "report := {} if input.nothing");

        assertThatThrownBy(() -> evaluate(bundle))
                .isInstanceOf(GovernanceException.class)
                .hasMessage("policies gave no answer: modelspec/main/report is undefined");
    }

    @Test
    void aReportThatIsNoSetIsAFault() throws RegoException {
        var bundle = compile("report contains 1", "report := \"fine\"");

        assertThatThrownBy(() -> evaluate(bundle))
                .isInstanceOf(GovernanceException.class)
                .hasMessageContaining("policies gave no answer");
    }

    @Test
    void aFindingOfNoKnownRuleIsAFault() throws RegoException {
        var bundle = compile(
                "report contains 1", "report contains {\"rule\": \"no/such-rule\", \"path\": [], \"message\": \"m\"}");

        assertThatThrownBy(() -> evaluate(bundle))
                .isInstanceOf(GovernanceException.class)
                .hasMessageContaining("malformed finding: there is no rule no/such-rule");
    }

    @Test
    void aBundleWithoutRulesIsRefused() throws RegoException {
        var files = Map.of("main.rego", "package modelspec.main\n\nreport contains 1 if false\n");
        var compiled = toolchain.compile(Workspace.of(files), List.of("main.rego"), List.of("modelspec/main/report"));
        var bundle = new PolicyBundle(
                PolicyModule.compile(compiled.wasm(), null), compiled.data(), RuleCatalog.of(compiled.modules()));

        assertThatThrownBy(() -> evaluate(bundle))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The policies have no rules, and would let everything pass");
    }

    private static PolicyBundle compile(String rule, String main) throws RegoException {
        var files = Map.of("rule.rego", """
                # METADATA
                # title: T
                # description: D
                # custom: {severity: low, remediation: R}
                package modelspec.rules.a.b

                """ + rule, "main.rego", "package modelspec.main\n\n" + main);
        var compiled = toolchain.compile(
                Workspace.of(files), List.of("rule.rego", "main.rego"), List.of("modelspec/main/report"));
        return new PolicyBundle(
                PolicyModule.compile(compiled.wasm(), null), compiled.data(), RuleCatalog.of(compiled.modules()));
    }

    private static void evaluate(PolicyBundle bundle) {
        var spec = (ObjectNode) JsonMapper.shared().readTree("{\"kind\": \"ModelSpec\"}");
        try (var engine = new PolicyEngine(bundle, Clock.systemUTC(), Duration.ofSeconds(20))) {
            engine.evaluate(spec, JsonMapper.shared().createObjectNode(), engine.variant(Settings.DEFAULTS));
        }
    }
}
