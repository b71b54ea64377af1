package dev.modelspec.webhook.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.bundle.PolicyOrigin;
import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.governance.Decision;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.waiver.Waiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoliciesTest {
    private static final String PROFILE = """
            apiVersion: governance.modelspec.dev/v1alpha1
            kind: Profile
            metadata:
              name: ours
              description: For a test.
            spec:
              extends: baseline
              rules:
                accountability/owner-declared:
                  level: LEVEL
            """;

    private static final String RULE = """
            # METADATA
            # title: No names with an x
            # description: A rule for a test.
            # scope: package
            # related_resources: []
            # custom:
            #   severity: low
            #   remediation: Choose another name.
            #   controls: []
            package modelspec.rules.own["no-x"]

            import data.modelspec.lib.result

            report contains finding if {
            \tcontains(input.metadata.name, "x")
            \tfinding := result.fail(rego.metadata.chain(), {"path": ["metadata", "name"], "message": "MESSAGE"})
            }
            """;

    @TempDir
    private Path folder;

    private final List<PolicyStatus> told = new ArrayList<>();

    @Test
    void aChangedProfileTakesThePlaceOfTheOldOne() throws IOException {
        Path profile = profile("deny");
        try (Policies policies = policies(null, profile.toString())) {
            assertThat(decision(policies)).isEqualTo(Decision.DENY);
            policies.reload();
            assertThat(told).isEmpty();

            profile("warn");
            policies.reload();

            assertThat(decision(policies)).isEqualTo(Decision.WARN);
            assertThat(policies.status().reloads()).isEqualTo(1);
            assertThat(told).containsExactly(policies.status());
        }
    }

    @Test
    void aProfileThatIsWrongLeavesTheOldOneInForceAndIsToldOnce() throws IOException {
        Path profile = profile("deny");
        try (Policies policies = policies(null, profile.toString())) {
            PolicyStatus before = policies.status();

            profile("perhaps");
            policies.reload();
            policies.reload();

            assertThat(decision(policies)).isEqualTo(Decision.DENY);
            assertThat(policies.status().digest()).isEqualTo(before.digest());
            assertThat(policies.status().loaded()).isEqualTo(before.loaded());
            assertThat(policies.status().problem()).contains("ours.yaml:10:14").contains("perhaps");
            assertThat(policies.status().failures()).isEqualTo(1);
            assertThat(told).containsExactly(policies.status());

            profile("deny");
            policies.reload();

            assertThat(policies.status().problem()).isNull();
            assertThat(policies.status().reloads()).isZero();
            assertThat(told).hasSize(2);
        }
    }

    @Test
    void aProfileThatIsGoneLeavesTheOldOneInForce() throws IOException {
        Path profile = profile("deny");
        try (Policies policies = policies(null, profile.toString())) {
            Files.delete(profile);
            policies.reload();

            assertThat(decision(policies)).isEqualTo(Decision.DENY);
            assertThat(policies.status().problem()).startsWith("There is no profile ");
        }
    }

    /** Without them, what a profile asks of a namespace would be left out. */
    @Test
    void aProfileThatAsksForLabelsOfNamespacesIsNotTakenWhereNobodyKnowsThem() throws IOException {
        Path profile = profile("deny");
        var settings = new PolicySettings(
                null, profile.toString(), null, null, false, Duration.ofSeconds(20), Clock.systemUTC());
        try (Policies policies = new Policies(settings, told::add)) {
            Files.writeString(profile, Files.readString(profile) + """
                      overrides:
                        - name: production
                          namespaceSelector: {matchLabels: {env: prod}}
                          rules: {accountability/owner-declared: {level: warn}}
                    """);
            policies.reload();

            assertThat(decision(policies)).isEqualTo(Decision.DENY);
            assertThat(policies.status().problem())
                    .endsWith(
                            " chooses by labels of namespaces, which only the API server knows; leave --no-cluster out");
        }
        assertThatThrownBy(() -> new Policies(settings, told::add)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void thereIsNoStartWithoutPolicies() {
        assertThatThrownBy(() -> policies(null, "strictest")).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> policies(folder.resolve("nothing"), "baseline"))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void whatHasBegunIsJudgedToItsEndByTheOldPolicies() throws Exception {
        Path profile = profile("deny");
        var begun = new CountDownLatch(1);
        var reloaded = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Policies policies = policies(null, profile.toString())) {
            Future<Decision> decision = other.submit(() -> policies.use(active -> {
                begun.countDown();
                await(reloaded);
                return active.governance().evaluate(spec()).decision();
            }));
            await(begun);
            profile("warn");
            policies.reload();
            reloaded.countDown();

            assertThat(decision.get(30, TimeUnit.SECONDS)).isEqualTo(Decision.DENY);
            assertThat(decision(policies)).isEqualTo(Decision.WARN);
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    @Tag("slow")
    void rulesAreReplacedUnderLoadAndEachVerdictIsOfOneSetOfThem() throws Exception {
        Path rules = Files.createDirectories(folder.resolve("rules"));
        Path rule = rules.resolve("no_x.rego");
        Files.writeString(rule, RULE.replace("MESSAGE", "first"));
        try (Policies policies = policies(rules, "baseline")) {
            String first = policies.status().digest();
            var stop = new AtomicBoolean();
            ExecutorService asking = Executors.newFixedThreadPool(2);
            List<Future<List<String>>> answers =
                    List.of(asking.submit(() -> ask(policies, stop)), asking.submit(() -> ask(policies, stop)));

            Files.writeString(rule, RULE.replace("MESSAGE", "second"));
            policies.reload();
            assertThat(policies.status().problem()).isNull();
            String second = policies.status().digest();

            Files.writeString(rule, RULE.replace("MESSAGE", "third").replace("contains(input", "contain(input"));
            policies.reload();
            assertThat(policies.status().problem()).contains("no_x.rego:15:2").contains("contain");
            assertThat(policies.status().digest()).isEqualTo(second).isNotEqualTo(first);

            Files.delete(rule);
            policies.reload();
            assertThat(policies.status().digest()).isEqualTo(second);

            stop.set(true);
            for (Future<List<String>> answer : answers) {
                assertThat(answer.get(60, TimeUnit.SECONDS))
                        .isNotEmpty()
                        .allMatch(said -> said.equals(first + " first") || said.equals(second + " second"));
            }
            asking.shutdown();
        }
    }

    private static List<String> ask(Policies policies, AtomicBoolean stop) {
        var said = new ArrayList<String>();
        while (!stop.get()) {
            said.add(policies.use(active -> active.digest() + " "
                    + active.governance().evaluate(spec()).findings().stream()
                            .filter(finding -> finding.rule().equals("own/no-x"))
                            .map(Finding::message)
                            .findFirst()
                            .orElse("nothing")));
        }
        return said;
    }

    @Test
    void waiversAreReadAgainWithThePoliciesAndOutliveThem() throws IOException {
        Path profile = profile("deny");
        Path waivers = waiver("accountability/owner-declared");
        try (Policies policies = policies(null, profile.toString(), waivers)) {
            assertThat(decision(policies)).isNotEqualTo(Decision.DENY);
            assertThat(policies.waivers().usable()).extracting(Waiver::name).containsExactly("w");

            profile("warn");
            policies.reload();
            profile("deny");
            policies.reload();
            assertThat(policies.status().reloads()).isEqualTo(2);
            assertThat(decision(policies)).isNotEqualTo(Decision.DENY);

            waiver("scaling/strategy-declared");
            policies.reload();
            assertThat(decision(policies)).isEqualTo(Decision.DENY);
        }
    }

    @Test
    void waiversOfFilesThatAreWrongLeaveTheOldOnesInForceAndAreTold() throws IOException {
        Path waivers = waiver("accountability/owner-declared");
        var changes = new ArrayList<WaiverStatus>();
        try (Policies policies = policies(null, profile("deny").toString(), waivers)) {
            policies.onWaivers(changes::add);
            waiver("*");
            policies.reload();
            policies.reload();

            assertThat(decision(policies)).isNotEqualTo(Decision.DENY);
            assertThat(policies.waivers().problems())
                    .singleElement()
                    .asString()
                    .startsWith(waivers + ":5:9: A waiver is for one rule and one spec; there are no patterns.");
            assertThat(changes).containsExactly(policies.waivers());

            waiver("no/such");
            policies.reload();
            assertThat(decision(policies)).isEqualTo(Decision.DENY);
            assertThat(policies.waivers().problems())
                    .containsExactly(
                            waivers + ":3: Waiver w is for no/such, and there is no such rule. `modelspec rules`"
                                    + " lists them.");
        }
    }

    @Test
    void waiversThatAreWrongFromTheBeginningAreAnError() throws IOException {
        Path waivers = waiver("no/such");
        String profile = profile("deny").toString();

        assertThatThrownBy(() -> policies(null, profile, waivers))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The waivers are wrong:\n  " + waivers + ":3: ");
    }

    @Test
    void aClustersWaiversCountBesidesThoseOfFiles() throws IOException {
        try (Policies policies = policies(null, profile("deny").toString(), waiver("scaling/strategy-declared"))) {
            Waiver ofFile = policies.waivers().usable().get(0);
            var ofCluster = new Waiver(
                    "c",
                    "accountability/owner-declared",
                    ofFile.target(),
                    "why",
                    "who",
                    null,
                    ofFile.grantedAt(),
                    ofFile.expiresAt(),
                    "Waiver risk/c");

            policies.useWaivers(List.of(ofCluster), List.of("Waiver risk/d at /spec: wrong"));
            policies.reload();

            assertThat(policies.waivers())
                    .isEqualTo(new WaiverStatus(List.of(ofFile, ofCluster), List.of("Waiver risk/d at /spec: wrong")));
            assertThat(decision(policies)).isNotEqualTo(Decision.DENY);
        }
    }

    private Path waiver(String rule) throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return Files.writeString(
                folder.resolve("waivers.yaml"), """
                apiVersion: governance.modelspec.dev/v1alpha1
                kind: Waiver
                metadata: {name: w}
                spec:
                  rule: '%s'
                  target: {name: chat-x}
                  reason: why
                  owner: who
                  grantedAt: '%s'
                  expiresAt: '%s'
                """.formatted(rule, now.minusSeconds(3600), now.plusSeconds(3600)));
    }

    private Path profile(String level) throws IOException {
        return Files.writeString(folder.resolve("ours.yaml"), PROFILE.replace("LEVEL", level));
    }

    private Policies policies(@Nullable Path rules, String profile) {
        return policies(rules, profile, null);
    }

    private Policies policies(@Nullable Path rules, String profile, @Nullable Path waivers) {
        PolicyOrigin origin = rules == null ? null : PolicyOrigin.of(rules.toString());
        return new Policies(
                new PolicySettings(origin, profile, waivers, null, true, Duration.ofSeconds(20), Clock.systemUTC()),
                told::add);
    }

    private static Decision decision(Policies policies) {
        return policies.use(active -> active.governance().evaluate(spec()).decision());
    }

    /** Lacks an owner, and has an x in its name. */
    private static Source spec() {
        return Source.of("spec", """
                apiVersion: piqc.ai/v1alpha1
                kind: ModelSpec
                metadata: {name: chat-x}
                spec:
                  identity: {model: {id: m, family: f, task: chat, framework: tgi, precision: bf16}}
                  runtime: {accelerator: {vendor: nvidia, type: l4, count: 1}}
                """);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
