package dev.modelspec.engine.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.policy.Chosen;
import dev.modelspec.engine.policy.Origin;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.policy.PolicyEngine;
import dev.modelspec.engine.policy.PolicyInstances;
import dev.modelspec.engine.policy.RuleSettings;
import dev.modelspec.engine.policy.Settings;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.policy.Variant;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.SpecParser;
import dev.modelspec.rego.RuleMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Profiles that choose by labels and namespaces, and several profiles over one set of rules. */
class OverridesTest {
    private static final PolicyBundle BUNDLE = PolicyBundle.builtIn();
    private static final PolicyEngine ENGINE = new PolicyEngine(BUNDLE, Clock.systemUTC(), Duration.ofSeconds(5));

    private static final EvaluationContext NOWHERE = EvaluationContext.of(Surface.CLI);
    private static final EvaluationContext IN_PROD = NOWHERE.in(new Namespace("prod-eu", Map.of("env", "prod")));

    private static final String PROFILE = """
            apiVersion: governance.modelspec.dev/v1alpha1
            kind: Profile
            metadata: {name: mine}
            spec:
              rules:
                accelerators/count-max: {level: warn, params: {max: 8}}
              overrides:
                - name: small
                  objectSelector: {matchLabels: {size: small}}
                  rules:
                    accelerators/count-max: {params: {max: 1}}
                - name: production
                  objectSelector: {matchExpressions: [{key: env, operator: In, values: [prod, staging]}]}
                  namespaceSelector: {matchLabels: {env: prod}}
                  rules:
                    accelerators/count-max: {level: deny, params: {max: 2}}
                - name: by name
                  namespaces: [prod-*]
                  rules:
                    retention/declared: {level: off}
            """;

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    void aRuleThatIsOffOnEverySurfaceIsNotAsked() {
        RuleSettings off = level(Level.OFF, Surface.values());
        RuleSettings offInAudits = level(Level.OFF, Surface.AUDIT);

        assertThat(found(ENGINE.variant(Settings.DEFAULTS))).contains("retention/declared", "privacy/pii-declared");
        assertThat(found(ENGINE.variant(new Settings(Map.of("retention/declared", off)))))
                .doesNotContain("retention/declared")
                .contains("privacy/pii-declared");
        assertThat(found(ENGINE.variant(new Settings(Map.of("retention/declared", offInAudits)))))
                .contains("retention/declared");
    }

    @Test
    void onlySomeRulesCanBeAsked() throws IOException {
        try (var all = Governance.builder().engine(ENGINE).build();
                var some = all.only(Set.of("retention/declared", "cost/budget-declared"))) {
            Source minimal =
                    new Source("minimal.yaml", Files.readAllBytes(Path.of("../examples/00-minimal.modelspec.yaml")));

            assertThat(all.evaluate(minimal).findings())
                    .extracting(Finding::rule)
                    .contains("privacy/pii-declared");
            assertThat(some.evaluate(minimal).findings())
                    .extracting(Finding::rule)
                    .containsOnly("retention/declared");
        }
    }

    private static Stream<String> found(Variant variant) {
        var minimal = JsonMapper.shared().createObjectNode();
        minimal.putObject("metadata").put("name", "minimal");
        minimal.putObject("spec");
        var context = JsonMapper.shared().createObjectNode().put("surface", "cli");
        return ENGINE.evaluate(minimal, context, variant).stream()
                .map(found -> found.rule().id());
    }

    private static RuleSettings level(Level level, Surface... surfaces) {
        Origin origin = new Origin("test", true, 1, null);
        return new RuleSettings(
                Stream.of(surfaces)
                        .collect(Collectors.toMap(surface -> surface, surface -> new Chosen<>(level, origin))),
                Map.of());
    }

    @Test
    void anOverrideAppliesToTheSpecsThatItSelectsAndTheLastOneWins() throws IOException {
        try (var governance = governance(write("mine.yaml", PROFILE))) {
            assertThat(countMax(governance, "{}", NOWHERE)).isEmpty();
            assertThat(countMax(governance, "{size: small}", NOWHERE)).containsExactly("WARN the limit is 1");
            assertThat(countMax(governance, "{env: prod}", NOWHERE)).isEmpty();
            assertThat(countMax(governance, "{env: prod}", IN_PROD)).containsExactly("DENY the limit is 2");
            assertThat(countMax(governance, "{env: prod, size: small}", IN_PROD))
                    .containsExactly("DENY the limit is 2");
            assertThat(countMax(governance, "{size: small}", IN_PROD)).containsExactly("WARN the limit is 1");
        }
    }

    @Test
    void theNamespaceThatASpecNamesCountsBeforeAnyOther() throws IOException {
        String text = """
                apiVersion: piqc.ai/v1alpha1
                kind: ModelSpec
                metadata: {name: chat, namespace: prod-us, labels: {env: prod}}
                spec:
                  identity: {model: {id: a/b, family: llama, task: chat-completion, framework: transformers}}
                  runtime: {accelerator: {vendor: nvidia, type: a100, count: 4}}
                """;
        Source manifest = Source.of("s", text);
        EvaluationContext inDev = NOWHERE.in(new Namespace("dev", Map.of("env", "prod")));
        EvaluationContext inSome = NOWHERE.in(new Namespace(null, Map.of("env", "prod")));

        try (var governance = governance(write("mine.yaml", PROFILE))) {
            assertThat(found(governance, manifest, NOWHERE)).isEmpty();
            assertThat(found(governance, manifest, inDev)).isEmpty();
            assertThat(found(governance, manifest, inSome)).containsExactly("DENY accelerators/count-max");
            assertThat(found(governance, Source.of("s", text.replace(", namespace: prod-us", "")), inDev))
                    .containsExactly("DENY retention/declared", "DENY accelerators/count-max");
        }
    }

    @Test
    void ofANamespaceWithoutKnownLabelsNothingIsMetThatIsAboutThem() {
        var byLabel = new Condition(Condition.Place.NAMESPACE_LABEL, "env", Condition.Operator.NOT_IN, List.of("dev"));
        var byName = new Condition(
                Condition.Place.NAMESPACE_LABEL,
                "kubernetes.io/metadata.name",
                Condition.Operator.IN,
                List.of("prod-eu"));
        var labels = JsonMapper.shared().createObjectNode();
        var named = new Condition.Subject(labels, Namespace.named("prod-eu"));
        var known = new Condition.Subject(labels, new Namespace("prod-eu", Map.of()));

        assertThat(byLabel.metBy(named)).isFalse();
        assertThat(byLabel.isUnknown(named)).isTrue();
        assertThat(byLabel.metBy(known)).isTrue();
        assertThat(byName.metBy(named)).isTrue();
        assertThat(byName.metBy(known)).isTrue();
    }

    @Test
    void theLevelsOfAnOverrideApplyToo() throws IOException {
        try (var governance = governance(write("mine.yaml", PROFILE))) {
            assertThat(rules(governance, NOWHERE)).contains("retention/declared");
            assertThat(rules(governance, IN_PROD)).doesNotContain("retention/declared");
        }
    }

    @Test
    void whoExtendsHasTheLastWord() throws IOException {
        write("base.yaml", PROFILE);
        Path mine = write("mine2.yaml", """
                apiVersion: governance.modelspec.dev/v1alpha1
                kind: Profile
                metadata: {name: mine2}
                spec:
                  extends: base.yaml
                  rules:
                    accelerators/count-max: {params: {max: 3}}
                """);

        try (var governance = governance(mine)) {
            assertThat(countMax(governance, "{size: small}", NOWHERE)).containsExactly("WARN the limit is 3");
            assertThat(countMax(governance, "{env: prod}", IN_PROD)).containsExactly("DENY the limit is 3");
        }
    }

    @Test
    void whatAppliesCanBeExplained() throws IOException {
        Profile profile = Profile.read(write("mine.yaml", PROFILE).toString(), BUNDLE.catalog());
        var source = Source.of("s", "apiVersion: piqc.ai/v1alpha1\nkind: ModelSpec\nmetadata: {labels: {env: dev}}\n");
        var spec = (ParsedSpec) SpecParser.ofModelSpecs().parse(source).get(0);

        ResolvedProfile resolved = profile.resolve(spec, IN_PROD);

        assertThat(resolved.overrides())
                .extracting(verdict -> verdict.override().name(), ResolvedProfile.Verdict::applies)
                .containsExactly(
                        Tuple.tuple("small", false), Tuple.tuple("production", false), Tuple.tuple("by name", true));
        assertThat(resolved.overrides().get(1).checks())
                .extracting(check -> check.condition() + ": " + check.met() + ", for it is " + check.actual())
                .containsExactly(
                        "label env is prod or staging: false, for it is dev",
                        "namespace label env is prod: true, for it is prod");
        assertThat(resolved.settings().level("retention/declared", Surface.CLI)).isEqualTo(Level.OFF);
        assertThat(BUNDLE.catalog().rules())
                .extracting(RuleMetadata::id)
                .allSatisfy(rule -> assertThat(profile.level(rule, spec, IN_PROD))
                        .isEqualTo(resolved.settings().level(rule, IN_PROD.surface())));
    }

    @Test
    void dataAreParsedOnceForEachVariantAndInstanceHoweverManyProfilesServeHowManyRequests() throws IOException {
        try (var engine = new PolicyEngine(BUNDLE, Clock.systemUTC(), Duration.ofSeconds(5))) {
            List<Governance> profiles = Stream.of(write("mine.yaml", PROFILE).toString(), "baseline", "regulated")
                    .map(profile ->
                            Governance.builder().engine(engine).profile(profile).build())
                    .toList();
            for (int i = 0; i < 50; i++) {
                for (Governance governance : profiles) {
                    countMax(governance, "{}", NOWHERE);
                    countMax(governance, "{size: small}", NOWHERE);
                    countMax(governance, "{env: prod}", IN_PROD);
                }
            }

            // In one thread there is one instance. Three variants are of mine, one is baseline's and one regulated's.
            assertThat(engine.parses()).isEqualTo(5);
            assertThat(engine.instances()).isEqualTo(new PolicyInstances(1, 0));
            assertThat(profiles.get(1).policyInstances()).isEqualTo(engine.instances());

            profiles.forEach(Governance::close);
            assertThat(countMax(profiles.get(0), "{size: small}", NOWHERE)).hasSize(1);
        }
    }

    @Test
    void moreVariantsThanAnInstanceHoldsAreServedAllTheSame() {
        var spec = JsonMapper.shared()
                .readTree("{\"kind\": \"ModelSpec\", \"spec\": {\"runtime\": {\"accelerator\": {\"count\": 1000}}}}")
                .asObject();
        var context = JsonMapper.shared().createObjectNode().put("surface", "cli");
        try (var engine = new PolicyEngine(BUNDLE, Clock.systemUTC(), Duration.ofSeconds(5))) {
            var variants = IntStream.range(1, 200)
                    .mapToObj(max -> engine.variant(limit(max)))
                    .toList();
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < variants.size(); i++) {
                    assertThat(engine.evaluate(spec, context, variants.get(i)))
                            .extracting(finding -> finding.message())
                            .anyMatch(new CountMaxMessage(i + 1)::isIn);
                }
            }
            // All but those that are there still when the second round begins, which are none: it starts from the
            // first.
            assertThat(engine.parses()).isEqualTo(2L * variants.size());
        }
    }

    private record CountMaxMessage(int limit) {
        boolean isIn(String message) {
            return message.endsWith("the limit is " + limit + ".");
        }
    }

    @Test
    void settingsOfAnotherEngineAreRefused() {
        try (var other = new PolicyEngine(BUNDLE, Clock.systemUTC(), Duration.ofSeconds(5))) {
            var variant = other.variant(Settings.DEFAULTS);
            var nothing = JsonMapper.shared().createObjectNode();

            assertThatThrownBy(() -> ENGINE.evaluate(nothing, nothing, variant))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Settings limit(int max) {
        var value = JsonMapper.shared().getNodeFactory().numberNode(max);
        Origin origin = new Origin("test", false, 1, null);
        return new Settings(Map.of(
                "accelerators/count-max", new RuleSettings(Map.of(), Map.of("max", new Chosen<>(value, origin)))));
    }

    private static List<String> found(Governance governance, Source source, EvaluationContext context) {
        return governance.evaluate(source, context).findings().stream()
                .filter(finding -> finding.rule().matches("accelerators/count-max|retention/declared"))
                .map(finding -> finding.level() + " " + finding.rule())
                .distinct()
                .toList();
    }

    private static List<String> countMax(Governance governance, String labels, EvaluationContext context) {
        return evaluate(governance, labels, context).stream()
                .filter(finding -> finding.rule().equals("accelerators/count-max"))
                .map(finding -> finding.level()
                        + finding.message().replaceFirst(".*;", "").replaceFirst("\\.$", ""))
                .toList();
    }

    private static List<String> rules(Governance governance, EvaluationContext context) {
        return evaluate(governance, "{}", context).stream().map(Finding::rule).toList();
    }

    private static List<Finding> evaluate(Governance governance, String labels, EvaluationContext context) {
        return governance
                .evaluate(Source.of("s", """
                        apiVersion: piqc.ai/v1alpha1
                        kind: ModelSpec
                        metadata: {name: m, labels: LABELS}
                        spec:
                          identity:
                            model: {id: m, family: llama, task: text-generation, framework: transformers}
                          runtime:
                            accelerator: {vendor: nvidia, type: a10, count: 5}
                        """.replace("LABELS", labels)), context)
                .findings();
    }

    private static Governance governance(Path profile) {
        return Governance.builder().engine(ENGINE).profile(profile.toString()).build();
    }

    private Path write(String name, String profile) throws IOException {
        return Files.writeString(folder.resolve(name), profile);
    }
}
