package dev.modelspec.engine.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.waiver.Waiver;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a waiver does to a verdict, and what stays the same of a finding while its text changes. */
class WaivedTest {
    private static final String RULE = "retention/logs-max-days";
    private static final String SPEC = new String(PolicyBundle.builtInExample(RULE, "fail"), StandardCharsets.UTF_8);
    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

    @Test
    void aWaivedFindingIsToldAndDoesNotCount() {
        SpecEvaluation without = evaluate(BEGIN, null);
        SpecEvaluation with = evaluate(BEGIN, null, waiver(without.name(), null));
        assertThat(rules(without)).contains(RULE);
        assertThat(rules(with)).doesNotContain(RULE).hasSize(rules(without).size() - 1);
        assertThat(with.waived()).singleElement().satisfies(waived -> {
            assertThat(waived.finding().rule()).isEqualTo(RULE);
            assertThat(waived.waiver().name()).isEqualTo("w");
        });
        assertThat(with.decision()).isEqualTo(Decision.of(with.findings()));
    }

    @Test
    void afterItsEndTheFindingCountsAgain() {
        String name = evaluate(BEGIN, null).name();
        assertThat(rules(evaluate(END.minusSeconds(1), null, waiver(name, null))))
                .doesNotContain(RULE);
        assertThat(rules(evaluate(END, null, waiver(name, null)))).contains(RULE);
    }

    @Test
    void otherWaiversTakeThePlaceOfTheOnesThatThereWere() {
        Clock clock = Clock.fixed(BEGIN, ZoneOffset.UTC);
        String name = String.valueOf(evaluate(BEGIN, null).name());
        try (var governance =
                Governance.builder().profile("regulated").clock(clock).build()) {
            Waiver good = waiver(name, null);
            Waiver unknown =
                    new Waiver("u", "no/such", good.target(), "why", "who", null, BEGIN, END, "Waiver governance/u");

            assertThat(governance.useWaivers(List.of(good, unknown)))
                    .singleElement()
                    .asString()
                    .startsWith("Waiver governance/u: Waiver u is for no/such, and there is no such rule.");
            assertThat(governance.waivers()).containsExactly(good);
            assertThat(rules(governance
                            .evaluate(Source.of("spec.yaml", SPEC))
                            .specs()
                            .get(0)))
                    .doesNotContain(RULE);

            assertThat(governance.useWaivers(List.of())).isEmpty();
            assertThat(rules(governance
                            .evaluate(Source.of("spec.yaml", SPEC))
                            .specs()
                            .get(0)))
                    .contains(RULE);
        }
    }

    @Test
    void theNamespaceIsTheContextsOrTheOneThatIsWritten() {
        String name = evaluate(BEGIN, null).name();
        assertThat(rules(evaluate(BEGIN, "care", waiver(name, "care")))).doesNotContain(RULE);
        assertThat(rules(evaluate(BEGIN, "shop", waiver(name, "care")))).contains(RULE);
        assertThat(rules(evaluate(BEGIN, null, waiver(name, "care")))).contains(RULE);
        String written = SPEC.replaceFirst("(?m)^metadata:\n", "metadata:\n  namespace: care\n")
                .replaceFirst("(?m)^  (version|description):.*\n", "");
        assertThat(evaluate(written, BEGIN, null, waiver(name, "care")).namespace())
                .isEqualTo("care");
    }

    @Test
    void aWaiverThatLastsLongerThanTheProfileLetsIsRefused() {
        var forever = new Waiver(
                "w",
                RULE,
                new Waiver.Target(null, "chat", ""),
                "why",
                "who",
                null,
                BEGIN,
                BEGIN.plusSeconds(91 * 86_400L),
                "w.yaml:1");
        assertThatThrownBy(() -> Governance.builder()
                        .profile("regulated")
                        .waivers(List.of(forever))
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the profile regulated lets one last 90 days");
    }

    @Test
    void aFingerprintOutlivesALayout() {
        String other = "# a comment\n\n" + SPEC.replace("\n", "\n\n");
        assertThat(prints(evaluate(other, BEGIN, null))).isEqualTo(prints(evaluate(SPEC, BEGIN, null)));
        assertThat(prints(evaluate(SPEC, BEGIN, null))).allMatch(print -> print.matches("[0-9a-f]{32}"));
    }

    @Test
    void aFingerprintTellsSpecsAndNamespacesApart() {
        String renamed = SPEC.replaceFirst("  name: .*", "  name: another");
        assertThat(prints(evaluate(renamed, BEGIN, null))).doesNotContainAnyElementsOf(prints(evaluate(BEGIN, null)));
        assertThat(prints(evaluate(BEGIN, "care"))).doesNotContainAnyElementsOf(prints(evaluate(BEGIN, null)));
    }

    private static Waiver waiver(@Nullable String name, @Nullable String namespace) {
        return new Waiver(
                "w",
                RULE,
                new Waiver.Target(namespace, String.valueOf(name), ""),
                "why",
                "who",
                null,
                BEGIN,
                END,
                "w.yaml:1");
    }

    private static List<String> rules(SpecEvaluation spec) {
        return spec.findings().stream().map(Finding::rule).toList();
    }

    private static List<String> prints(SpecEvaluation spec) {
        return spec.findings().stream().map(Finding::fingerprint).toList();
    }

    private static SpecEvaluation evaluate(Instant now, @Nullable String namespace, Waiver... waivers) {
        return evaluate(SPEC, now, namespace, waivers);
    }

    private static SpecEvaluation evaluate(String text, Instant now, @Nullable String namespace, Waiver... waivers) {
        var context =
                EvaluationContext.of(Surface.CLI).in(namespace == null ? null : new Namespace(namespace, Map.of()));
        try (Governance governance = Governance.builder()
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .waivers(List.of(waivers))
                .build()) {
            return governance
                    .evaluate(Source.of("s.modelspec.yaml", text), context)
                    .specs()
                    .get(0);
        }
    }
}
