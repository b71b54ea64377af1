package dev.modelspec.testing;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.governance.Evaluation;
import dev.modelspec.engine.governance.EvaluationContext;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.governance.Profiles;
import dev.modelspec.engine.governance.ReadSource;
import dev.modelspec.engine.policy.PolicyEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The evaluators that suites need, one for each profile and choice of rules. Thread-safe. */
final class Evaluators implements AutoCloseable {
    private final PolicyEngine engine;
    private final Profiles profiles;
    private final Map<String, Judge> ofProfiles = new ConcurrentHashMap<>();
    private final Map<List<Object>, Governance> ofChoices = new ConcurrentHashMap<>();

    Evaluators(PolicyEngine engine) {
        this.engine = engine;
        profiles = new Profiles(engine.catalog(), engine.profiles());
    }

    PolicyEngine engine() {
        return engine;
    }

    Profiles profiles() {
        return profiles;
    }

    /**
     * Judges a source as a suite wants it, which need not know of rules that it does not name.
     *
     * @throws ConfigurationException if the profile is wrong
     */
    Evaluation evaluate(Suite suite, ReadSource source, EvaluationContext context) {
        return governance(suite).evaluate(source, context);
    }

    private Governance governance(Suite suite) {
        return ofChoices.computeIfAbsent(
                List.of(suite.profile(), suite.rules()), choice -> governance(suite.profile(), suite.rules()));
    }

    private Governance governance(String profile, Set<String> rules) {
        Governance all = judge(profile).governance();
        return rules.isEmpty() ? all : all.only(rules);
    }

    /**
     * The judge by the profile of a suite, ready for the rules that the suite wants.
     *
     * @throws ConfigurationException if the profile is wrong
     */
    Judge judge(Suite suite) {
        governance(suite);
        return judge(suite.profile());
    }

    private Judge judge(String profile) {
        return ofProfiles.computeIfAbsent(profile, name -> {
            String digest = SuiteCache.digest(Path.of(name));
            return new Judge(
                    Governance.builder().engine(engine, profiles.read(name)).build(), digest);
        });
    }

    /**
     * Judges by all rules.
     *
     * @param digest of the file that the profile is in, from before it was read; empty if it is in none
     */
    record Judge(Governance governance, String digest) {}

    @Override
    public void close() {
        ofProfiles.values().forEach(judge -> judge.governance().close());
        engine.close();
    }
}
