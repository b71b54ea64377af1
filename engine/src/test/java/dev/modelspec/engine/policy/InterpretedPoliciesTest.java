package dev.modelspec.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.rego.RegoSession;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterpretedPoliciesTest extends WithOwnRules {
    @Test
    void opaItselfFindsWhatCompiledRulesFind() throws IOException {
        rules.write("a.rego", OwnRules.rule("my", "own", """
                report contains result.fail(rego.metadata.chain(), {"path": ["metadata", "name"], "message": "one"})
                """, ""));
        var policies = new CustomPolicies(toolchain, null);
        PolicySources sources = PolicySources.read(folder);
        PolicyBundle compiled = policies.compile(folder);

        try (RegoSession session = policies.open(sources).join()) {
            InterpretedPolicies interpreted = policies.interpret(sources, session);
            var engine = new PolicyEngine(interpreted, OwnRules.NOON, Duration.ofSeconds(20));
            assertThat(interpreted.bundle().catalog().rules())
                    .containsExactlyInAnyOrderElementsOf(compiled.catalog().rules());
            assertThat(engine.evaluate(OwnRules.SPEC, OwnRules.CONTEXT, engine.variant(Settings.DEFAULTS)))
                    .containsExactlyInAnyOrderElementsOf(OwnRules.evaluate(compiled))
                    .extracting(PolicyFinding::message)
                    .contains("one");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"modelspec.rules.my.own", "modelspec.rules.my.own_test"})
    void aTestIsNoPartOfItsRule(String packageOfTest) throws IOException {
        rules.write("a.rego", OwnRules.rule("my", "own", """
                report contains result.fail(rego.metadata.chain(), {"path": [], "message": "no"}) if input.kind == "none"
                """, ""));
        rules.write("a_test.rego", "package " + packageOfTest + """

                report contains {"rule": "my/own", "path": [], "message": "no"}

                test_a if true
                """);
        var policies = new CustomPolicies(toolchain, null);
        PolicySources sources = PolicySources.read(folder);

        try (RegoSession session = policies.open(sources).join()) {
            var engine = new PolicyEngine(policies.interpret(sources, session), OwnRules.NOON, Duration.ofSeconds(20));
            assertThat(engine.evaluate(OwnRules.SPEC, OwnRules.CONTEXT, only(engine, "my/own")))
                    .isEmpty();
        }
    }

    @Test
    void rulesThatOpaItselfEvaluatesAreStoppedAndTheirFaultsHaveALine() throws IOException {
        rules.write("a.rego", OwnRules.rule("bad", "never-ends", """
                report contains finding if {
                \tn := numbers.range(1, 5000)
                \tcount([1 | some a in n; some b in n; some c in n; a + b + c == -1]) == 1
                \tfinding := result.fail(rego.metadata.chain(), {"path": [], "message": "no"})
                }
                """, ""));
        rules.write("b.rego", OwnRules.rule("bad", "conflict", """
                _value := 1 if input.kind

                _value := 2 if input.metadata

                report contains finding if {
                \t_value == 1
                \tfinding := result.fail(rego.metadata.chain(), {"path": [], "message": "no"})
                }
                """, ""));
        var policies = new CustomPolicies(toolchain, null);
        PolicySources sources = PolicySources.read(folder);

        try (RegoSession session = policies.open(sources).join()) {
            var engine = new PolicyEngine(policies.interpret(sources, session), OwnRules.NOON, Duration.ofMillis(500));
            assertThatThrownBy(() -> engine.evaluate(OwnRules.SPEC, OwnRules.CONTEXT, only(engine, "bad/never-ends")))
                    .isInstanceOf(GovernanceException.class)
                    .hasMessage("policies took longer than 500 ms");
            assertThatThrownBy(() -> engine.evaluate(OwnRules.SPEC, OwnRules.CONTEXT, only(engine, "bad/conflict")))
                    .isInstanceOf(GovernanceException.class)
                    .hasMessageStartingWith("policies could not be evaluated: " + folder.resolve("b.rego") + ":")
                    .hasMessageContaining("conflict");
        }
    }

    private static Variant only(PolicyEngine engine, String rule) {
        return engine.variant(Settings.DEFAULTS, asked -> asked.id().equals(rule));
    }
}
